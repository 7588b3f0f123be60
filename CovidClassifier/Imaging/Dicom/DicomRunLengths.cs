using System.Buffers.Binary;

namespace CovidClassifier.Imaging.Dicom;

/// <summary>Unpacks RLE (DICOM PS3.5, annex G): a frame's bytes in planes, those of all samples' highest bytes first, each packed by runs.</summary>
internal static class DicomRunLengths
{
    private const int HeadLength = 64, MostSegments = 15;

    /// <returns>The bytes as planes; the sample at i has its byte b, highest first, of sample s at ((s * bytes + b) * count + i).</returns>
    /// <exception cref="ImageFormatException">The segments are broken, or too short for the picture.</exception>
    public static byte[] Unpack(EncodedImage image, DicomPixels pixels, ReadOnlySpan<byte> packed)
    {
        int segments = pixels.Samples * (pixels.Allocated / 8);
        if (packed.Length < HeadLength || BinaryPrimitives.ReadUInt32LittleEndian(packed) is var stated && stated != segments)
        {
            throw image.Refuse("the DICOM file is damaged: its run lengths do not fit its samples.");
        }

        byte[] planes = new byte[(long)segments * pixels.Count];
        for (int i = 0; i < Math.Min(segments, MostSegments); i++)
        {
            uint start = BinaryPrimitives.ReadUInt32LittleEndian(packed[(4 * (i + 1))..]);
            uint end = i + 1 < segments ? BinaryPrimitives.ReadUInt32LittleEndian(packed[(4 * (i + 2))..]) : (uint)packed.Length;
            if (start < HeadLength || end < start || end > packed.Length
                || !PackBits.Unpack(packed[(int)start..(int)end], planes.AsSpan(i * pixels.Count, pixels.Count)))
            {
                throw image.Refuse("the DICOM file is damaged or ends early: a part of its pixels is missing.");
            }
        }

        return planes;
    }
}
