namespace CovidClassifier;

/// <summary>How a result becomes objects of DICOM.</summary>
public sealed record DicomResultOptions
{
    /// <summary>
    /// Codes for classes, by class name; names compare without case, spaces, '-' and '_'. Classes that are not named here are coded in SNOMED CT where they are
    /// COVID-19, Pneumonia or Normal, else in the private scheme 99CVDCLS by their names. Default: empty.
    /// </summary>
    public IReadOnlyDictionary<string, DicomCode> Findings
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Findings));
    } = new Dictionary<string, DicomCode>();

    /// <summary>Whether the heat map is made. Default true.</summary>
    public bool HeatMap { get; init; } = true;

    /// <summary>The heat map's picture is shrunk until neither side is longer, pixels; 64 to 8192. Default 1024.</summary>
    public int LongestSide
    {
        get;
        init => field = value is >= 64 and <= 8192
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LongestSide), value, $"LongestSide must lie between 64 and 8192 pixels, got {value}.");
    } = 1024;

    /// <summary>Tells the date and time in the objects, from which their identifiers come too. Default: the machine's clock.</summary>
    public TimeProvider Time { get; init => field = value ?? throw new ArgumentNullException(nameof(Time)); } = TimeProvider.System;
}
