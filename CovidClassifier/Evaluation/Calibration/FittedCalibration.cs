using CovidClassifier.Onnx;

namespace CovidClassifier.Evaluation.Calibration;

/// <summary>
/// A calibration with its parameters: logits become <c>slope * logits + shift</c>, where the shift is of one class against the others: Platt's, of the second
/// of two, and that of another prevalence than the data's.
/// </summary>
/// <param name="Kind">What was fitted; <see cref="CalibrationKind.None"/> leaves logits as they are.</param>
/// <param name="Slope">What logits are multiplied by: 1 / temperature, or Platt's slope.</param>
/// <param name="Shift">What is then added to the logit of <see cref="ShiftedClass"/>.</param>
/// <param name="Note">Why it is not what was asked for, as a sentence; null where it is.</param>
internal sealed record FittedCalibration(CalibrationKind Kind, double Slope, double Shift, string? Note)
{
    /// <summary>Index of the class whose logit is shifted; null: the last.</summary>
    public int? ShiftedClass { get; init; }

    public static FittedCalibration None(string? note = null) => new(CalibrationKind.None, 1, 0, note);

    /// <summary>What the card repeats: "temperature", or "slope" and "shift"; none for <see cref="CalibrationKind.None"/>.</summary>
    public IReadOnlyDictionary<string, double> Parameters => Kind switch
    {
        CalibrationKind.Temperature when Shift == 0 => new Dictionary<string, double> { ["temperature"] = 1 / Slope },
        CalibrationKind.Temperature => new Dictionary<string, double> { ["temperature"] = 1 / Slope, ["shift"] = Shift },
        CalibrationKind.Platt => new Dictionary<string, double> { ["slope"] = Slope, ["shift"] = Shift },
        _ => Shift == 0 ? new Dictionary<string, double>() : new Dictionary<string, double> { ["shift"] = Shift },
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
        calibrated[ShiftedClass ?? calibrated.Length - 1] += (float)Shift;
        return calibrated;
    }

    /// <summary>
    /// The same for another prevalence of one class: its odds against the others are multiplied, and the others keep theirs among themselves (Saerens, Latinne
    /// and Decaestecker, "Adjusting the outputs of a classifier to new a priori probabilities", Neural Computation 14, 2002).
    /// </summary>
    /// <param name="logOdds">Logarithm of what the odds are multiplied by.</param>
    /// <param name="positive">Index of the class.</param>
    /// <param name="classes">Number of classes.</param>
    public FittedCalibration WithLogOdds(double logOdds, int positive, int classes) => classes == 2
        ? this with { Shift = Shift + (positive == 1 ? logOdds : -logOdds) }
        : this with { Shift = logOdds, ShiftedClass = positive };

    /// <summary>
    /// Adds the same to a graph, for <see cref="Scoring.ScoringGraph.Build"/>; returns the name of the calibrated logits.
    /// </summary>
    /// <param name="builder">Adds the nodes.</param>
    /// <param name="logits">Name of the logits, float [N, outputs].</param>
    /// <param name="outputs">1, or the number of classes.</param>
    public string Append(GraphBuilder builder, string logits, int outputs)
    {
        if (Kind == CalibrationKind.None && Shift == 0)
        {
            return logits;
        }

        string scaled = builder.Add("Mul", [logits, builder.Constant((float)Slope)]);
        float[] shift = new float[outputs];
        shift[ShiftedClass ?? outputs - 1] = (float)Shift;
        return Kind == CalibrationKind.Platt || Shift != 0 ? builder.Add("Add", [scaled, builder.FloatTensor(shift, 1, outputs)]) : scaled;
    }
}
