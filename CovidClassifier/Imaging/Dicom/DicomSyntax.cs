namespace CovidClassifier.Imaging.Dicom;

/// <summary>A transfer syntax (DICOM PS3.5, section 10 and annex A; PS3.6, annex A): how elements and pixels are written.</summary>
/// <param name="Uid">Its identifier.</param>
/// <param name="Name">What the standard calls it.</param>
/// <param name="Coding">How pixels are packed.</param>
internal sealed record DicomSyntax(string Uid, string Name, DicomCoding Coding)
{
    private const string Root = "1.2.840.10008.1.2";

    private static readonly DicomSyntax[] Known =
    [
        new(Root, "Implicit VR Little Endian", DicomCoding.Native) { IsExplicit = false },
        new($"{Root}.1", "Explicit VR Little Endian", DicomCoding.Native),
        new($"{Root}.1.99", "Deflated Explicit VR Little Endian", DicomCoding.Native) { IsDeflated = true },
        new($"{Root}.2", "Explicit VR Big Endian", DicomCoding.Native) { IsBigEndian = true },
        new($"{Root}.5", "RLE Lossless", DicomCoding.RunLengths),
        new($"{Root}.4.50", "JPEG Baseline", DicomCoding.Jpeg),
        new($"{Root}.4.51", "JPEG Extended", DicomCoding.Jpeg),
        new($"{Root}.4.53", "JPEG Spectral Selection", DicomCoding.Jpeg),
        new($"{Root}.4.55", "JPEG Full Progression", DicomCoding.Jpeg),
        new($"{Root}.4.57", "JPEG Lossless", DicomCoding.Jpeg),
        new($"{Root}.4.70", "JPEG Lossless, First-Order Prediction", DicomCoding.Jpeg),
        new($"{Root}.4.80", "JPEG-LS Lossless", DicomCoding.JpegLs),
        new($"{Root}.4.81", "JPEG-LS Near-Lossless", DicomCoding.JpegLs),
        new($"{Root}.4.90", "JPEG 2000 Lossless", DicomCoding.Jpeg2000),
        new($"{Root}.4.91", "JPEG 2000", DicomCoding.Jpeg2000),
        new($"{Root}.4.92", "JPEG 2000 Part 2 Lossless", DicomCoding.Foreign) { Converter = "'gdcmconv --raw IN OUT' of GDCM" },
        new($"{Root}.4.93", "JPEG 2000 Part 2", DicomCoding.Foreign) { Converter = "'gdcmconv --raw IN OUT' of GDCM" },
        new($"{Root}.4.201", "High-Throughput JPEG 2000 Lossless", DicomCoding.Foreign) { Converter = "pydicom with pylibjpeg (Dataset.decompress)" },
        new($"{Root}.4.202", "High-Throughput JPEG 2000 RPCL Lossless", DicomCoding.Foreign) { Converter = "pydicom with pylibjpeg (Dataset.decompress)" },
        new($"{Root}.4.203", "High-Throughput JPEG 2000", DicomCoding.Foreign) { Converter = "pydicom with pylibjpeg (Dataset.decompress)" },
    ];

    /// <summary>What a file without file meta information is read as where its elements state their type.</summary>
    public static DicomSyntax ExplicitLittleEndian => Known[1];

    /// <summary>As <see cref="ExplicitLittleEndian"/>, the other way round.</summary>
    public static DicomSyntax ExplicitBigEndian => Known[3];

    /// <summary>What DICOM assumes where nothing is said.</summary>
    public static DicomSyntax ImplicitLittleEndian => Known[0];

    /// <summary>Whether elements state their type.</summary>
    public bool IsExplicit { get; private init; } = true;

    public bool IsBigEndian { get; private init; }

    public bool IsDeflated { get; private init; }

    /// <summary>A program that turns pixels that are not read into such that are.</summary>
    public string Converter { get; private init; } = "'gdcmconv --raw IN OUT' of GDCM";

    /// <summary>
    /// The syntax of an identifier, known or not; elements of an unknown one are taken for explicit and little endian, as the standard rules for encapsulated
    /// pixels.
    /// </summary>
    public static DicomSyntax Of(string uid) =>
        Array.Find(Known, s => s.Uid == uid) ?? new DicomSyntax(uid, "a syntax that is not known here", DicomCoding.Foreign);
}
