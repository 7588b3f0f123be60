using CovidClassifier.Onnx;

namespace CovidClassifier.Evaluation.Calibration;

/// <summary>
/// A calibration with its parameters: logits become <c>slope * logits + shift</c>, where only Platt's has a shift (of the second class
/// against the first).
/// </summary>
/// <param name="Kind">What was fitted; <see cref="CalibrationKind.None"/> leaves logits as they are.</param>
/// <param name="Slope">What logits are multiplied by: 1 / temperature, or Platt's slope.</param>
/// <param name="Shift">What is then added to the logit of the second of two classes.</param>
/// <param name="Note">Why it is not what was asked for, as a sentence; null where it is.</param>
internal sealed record FittedCalibration(CalibrationKind Kind, double Slope, double Shift, string? Note)
{
    public static FittedCalibration None(string? note = null) => new(CalibrationKind.None, 1, 0, note);

    /// <summary>What the card repeats: "temperature", or "slope" and "shift"; none for <see cref="CalibrationKind.None"/>.</summary>
    public IReadOnlyDictionary<string, double> Parameters => Kind switch
    {
        CalibrationKind.Temperature => new Dictionary<string, double> { ["temperature"] = 1 / Slope },
        CalibrationKind.Platt => new Dictionary<string, double> { ["slope"] = Slope, ["shift"] = Shift },
        _ => new Dictionary<string, double>(),
    };

    /// <summary>Fits to validation logits: rows of one number (the logit of the second of two classes) or of one per class.</summary>
    /// <exception cref="ArgumentException">Platt's is asked for with more than two classes.</exception>
    public static FittedCalibration Fit(CalibrationKind kind, IReadOnlyList<float[]> logits, int[] labels) =>
        kind == CalibrationKind.None ? None()
        : logits.Count == 0 ? None("There are no validation images to calibrate on.")
        : kind == CalibrationKind.Temperature ? TemperatureScaling.Fit(logits, labels)
        : PlattScaling.Fit(logits, labels);

    /// <summary>The calibrated logits of one image, in the single precision that the graph has.</summary>
    public float[] Apply(float[] logits)
    {
        float[] calibrated = Array.ConvertAll(logits, z => z * (float)Slope);
        calibrated[^1] += (float)Shift;
        return calibrated;
    }

    /// <summary>
    /// Adds the same to a graph, for <see cref="Scoring.ScoringGraph.Build"/>; returns the name of the calibrated logits.
    /// </summary>
    /// <param name="builder">Adds the nodes.</param>
    /// <param name="logits">Name of the logits, float [N, outputs].</param>
    /// <param name="outputs">1, or the number of classes.</param>
    public string Append(GraphBuilder builder, string logits, int outputs)
    {
        if (Kind == CalibrationKind.None)
        {
            return logits;
        }

        string scaled = builder.Add("Mul", [logits, builder.Constant((float)Slope)]);
        float[] shift = new float[outputs];
        shift[^1] = (float)Shift;
        return Kind == CalibrationKind.Platt ? builder.Add("Add", [scaled, builder.FloatTensor(shift, 1, outputs)]) : scaled;
    }
}
