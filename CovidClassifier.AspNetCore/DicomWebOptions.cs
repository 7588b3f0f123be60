namespace CovidClassifier.AspNetCore;

/// <summary>How results are made and kept for an archive to fetch.</summary>
public sealed record DicomWebOptions
{
    /// <summary>How a result becomes objects of DICOM.</summary>
    public DicomResultOptions Results { get; init => field = value ?? throw new ArgumentNullException(nameof(Results)); } = new();

    /// <summary>Bytes of results that are kept at most, 1 or more; the oldest go first. Default 256 MiB.</summary>
    public long MaxKeptBytes
    {
        get;
        init => field = value >= 1 ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxKeptBytes), value, $"{nameof(MaxKeptBytes)} must be 1 or more, got {value}.");
    } = 256L << 20;

    /// <summary>How long a result is kept. Default an hour.</summary>
    public TimeSpan KeptFor
    {
        get;
        init => field = value > TimeSpan.Zero ? value
            : throw new ArgumentOutOfRangeException(nameof(KeptFor), value, $"{nameof(KeptFor)} must be longer than nothing, got {value}.");
    } = TimeSpan.FromHours(1);
}
