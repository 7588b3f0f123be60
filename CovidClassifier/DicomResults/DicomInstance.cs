using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>One object of a DICOM study, as a file (Explicit VR Little Endian). Immutable.</summary>
public sealed class DicomInstance
{
    private readonly byte[] _file;

    internal DicomInstance(string sopClass, string sopInstance, string series, string study, byte[] file)
    {
        SopClassUid = sopClass;
        SopInstanceUid = sopInstance;
        SeriesInstanceUid = series;
        StudyInstanceUid = study;
        _file = file;
    }

    /// <summary>What kind of object it is.</summary>
    public string SopClassUid { get; }

    /// <summary>Which object it is.</summary>
    public string SopInstanceUid { get; }

    /// <summary>The series that it belongs to: one per study, model and kind of object.</summary>
    public string SeriesInstanceUid { get; }

    /// <summary>The study of the X-ray.</summary>
    public string StudyInstanceUid { get; }

    /// <summary>The file, with preamble and file meta information.</summary>
    public ReadOnlyMemory<byte> Bytes => _file;

    /// <summary>Writes the file, whole or not at all; an older file is replaced, missing folders are made.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The place may not be written to.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => stream.Write(_file));
    }
}
