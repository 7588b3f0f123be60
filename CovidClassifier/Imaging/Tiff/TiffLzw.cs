namespace CovidClassifier.Imaging.Tiff;

/// <summary>Unpacks LZW as TIFF writes it (TIFF 6.0, section 13): highest bit first, codes of 9 to 12 bits that grow one early.</summary>
internal static class TiffLzw
{
    private const int ClearCode = 256, EndCode = 257, FirstFree = 258, Codes = 4096, ShortestCode = 9, LongestCode = 12;

    /// <returns>How many bytes were there; fewer than asked for where the data end or are damaged.</returns>
    public static int Unpack(ReadOnlySpan<byte> packed, Span<byte> bytes)
    {
        // each string as the place in the output where it stood first, and its length
        int[] starts = new int[Codes], lengths = new int[Codes];
        int next = FirstFree, width = ShortestCode, previous = -1, written = 0;
        uint bits = 0;
        int count = 0, read = 0;
        while (written < bytes.Length)
        {
            for (; count < width; count += 8)
            {
                if (read == packed.Length)
                {
                    return written;
                }

                bits = (bits << 8) | packed[read++];
            }

            int code = (int)(bits >> (count - width)) & ((1 << width) - 1);
            count -= width;
            if (code == EndCode)
            {
                return written;
            }

            if (code == ClearCode)
            {
                (next, width, previous) = (FirstFree, ShortestCode, -1);
                continue;
            }

            int start = written;
            if (code < ClearCode)
            {
                bytes[written++] = (byte)code;
            }
            else if (code < next)
            {
                written += Copy(bytes, starts[code], start, lengths[code]);
            }
            else if (code == next && previous >= 0)
            {
                written += Copy(bytes, previous, start, start - previous);
                if (written < bytes.Length)
                {
                    bytes[written++] = bytes[previous];
                }
            }
            else
            {
                return written;
            }

            if (previous >= 0 && next < Codes)
            {
                // the previous string and one byte more: both stand side by side in the output
                (starts[next], lengths[next]) = (previous, start - previous + 1);
                next++;
                width = next >= (1 << width) - 1 && width < LongestCode ? width + 1 : width;
            }

            previous = start;
        }

        return written;
    }

    private static int Copy(Span<byte> bytes, int from, int to, int length)
    {
        length = Math.Min(length, bytes.Length - to);
        for (int i = 0; i < length; i++)
        {
            bytes[to + i] = bytes[from + i];
        }

        return length;
    }
}
