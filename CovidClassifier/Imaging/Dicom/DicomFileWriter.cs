using System.Buffers.Binary;

namespace CovidClassifier.Imaging.Dicom;

/// <summary>Puts a data set into a file (DICOM PS3.10, section 7.1).</summary>
internal static class DicomFileWriter
{
    private const int Preamble = 128;

    private static readonly string Implementation = DicomUid.Of("CovidClassifier", "DICOM writer");

    /// <param name="set">The data set; states class and instance.</param>
    /// <param name="sopClass">Its class.</param>
    /// <param name="sopInstance">Its instance.</param>
    public static byte[] ToFile(DicomDraft set, string sopClass, string sopInstance)
    {
        byte[] meta = new DicomDraft(set.Characters)
            .Add(DicomTag.MetaVersion, [0, 1])
            .Add(DicomTag.MediaStorageClass, sopClass)
            .Add(DicomTag.MediaInstance, sopInstance)
            .Add(DicomTag.TransferSyntax, DicomSyntax.ExplicitLittleEndian.Uid)
            .Add(DicomTag.ImplementationClass, Implementation)
            .Add(DicomTag.ImplementationVersion, "COVIDCLASSIFIER")
            .ToArray();
        byte[] length = [2, 0, 0, 0, (byte)'U', (byte)'L', 4, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32LittleEndian(length.AsSpan(8), meta.Length);
        return [.. new byte[Preamble], .. "DICM"u8, .. length, .. meta, .. set.ToArray()];
    }
}
