namespace CovidClassifier.Imaging;

/// <summary>Unpacks runs of bytes, as TIFF (TIFF 6.0, section 9) and DICOM (PS3.5, annex G) write them.</summary>
internal static class PackBits
{
    private const int Nothing = -128;

    /// <summary>Bytes behind the last run that are taken for filling, not for damage.</summary>
    private const int Slack = 2;

    /// <param name="packed">The runs.</param>
    /// <param name="bytes">Takes the bytes.</param>
    /// <param name="mayGoOn">Whether more may follow than is asked for.</param>
    /// <returns>Whether all bytes were there, and no more: what is lost shifts the runs behind it.</returns>
    public static bool Unpack(ReadOnlySpan<byte> packed, Span<byte> bytes, bool mayGoOn = false)
    {
        while (!bytes.IsEmpty)
        {
            if (packed.Length < 2)
            {
                return false;
            }

            int control = (sbyte)packed[0];
            if (control >= 0)
            {
                int count = Math.Min(control + 1, bytes.Length);
                if (packed.Length < 1 + count)
                {
                    return false;
                }

                packed.Slice(1, count).CopyTo(bytes);
                bytes = bytes[count..];
                packed = packed[Math.Min(packed.Length, control + 2)..];
            }
            else if (control == Nothing)
            {
                packed = packed[1..];
            }
            else
            {
                int count = Math.Min(1 - control, bytes.Length);
                bytes[..count].Fill(packed[1]);
                bytes = bytes[count..];
                packed = packed[2..];
            }
        }

        return mayGoOn || packed.Length <= Slack;
    }
}
