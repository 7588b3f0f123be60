namespace CovidClassifier;

/// <summary>
/// What a model says of an X-ray of a DICOM study, as objects of that study. For research and teaching only, never for diagnosis: both objects say so.
/// </summary>
public sealed class DicomResult
{
    internal DicomResult(
        DicomSource source, Prediction prediction, DicomInstance structuredReport, DicomInstance? secondaryCapture, string? noHeatMap)
    {
        Source = source;
        Prediction = prediction;
        StructuredReport = structuredReport;
        SecondaryCapture = secondaryCapture;
        NoHeatMap = noHeatMap;
    }

    /// <summary>The X-ray.</summary>
    public DicomSource Source { get; }

    /// <summary>What the model says.</summary>
    public Prediction Prediction { get; }

    /// <summary>
    /// The probabilities of all classes as an Imaging Measurement Report (template 1500), a Comprehensive 3D SR, as the profile AI Results of IHE asks.
    /// </summary>
    public DicomInstance StructuredReport { get; }

    /// <summary>The X-ray with the heat map of the predicted label over it, a Secondary Capture in colour; null: see <see cref="NoHeatMap"/>.</summary>
    public DicomInstance? SecondaryCapture { get; }

    /// <summary>Why there is no heat map, as a sentence; null where there is one, or none was asked for.</summary>
    public string? NoHeatMap { get; }

    /// <summary>Writes the objects into a folder, which is made where it is missing: <c>UID.SR.dcm</c> and <c>UID.SC.dcm</c>, by the X-ray's SOP Instance
    /// UID, so that a later result of the same X-ray replaces an earlier one.</summary>
    /// <returns>Their paths.</returns>
    /// <inheritdoc cref="DicomInstance.Save" path="/exception"/>
    public IReadOnlyList<string> Save(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var paths = new List<string>();
        foreach ((string kind, DicomInstance? instance) in new[] { ("SC", SecondaryCapture), ("SR", StructuredReport) })
        {
            if (instance is not null)
            {
                string path = Path.Combine(folder, $"{Source.SopInstanceUid}.{kind}.dcm");
                instance.Save(path);
                paths.Add(path);
            }
        }

        return paths;
    }

    /// <summary>For people: the prediction, and which objects tell it.</summary>
    public override string ToString() =>
        $"{Prediction}; SR {StructuredReport.SopInstanceUid}{(SecondaryCapture is null ? "" : $", SC {SecondaryCapture.SopInstanceUid}")}";
}
