namespace CovidClassifier.DicomResults;

/// <summary>
/// Puts lines of text on a black strip under a picture: what a viewer shows of a picture may be the picture alone. Lines are drawn as large as their longest
/// allows, and a line that is too long even at the smallest size goes on in the next.
/// </summary>
internal static class Caption
{
    // of a character with the gap behind it, and of a line with the gap below it
    private const int Advance = PixelFont.Width + 1, LineHeight = PixelFont.Height + 3, MostScale = 4;

    /// <param name="rgba">The picture: red, green, blue and another byte of each pixel.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="lines">Text.</param>
    public static ColourPicture Under(ReadOnlySpan<byte> rgba, int width, int height, params IReadOnlyList<string> lines)
    {
        int fitting = Math.Max(1, width / Advance - 1);
        string[] wrapped = [.. lines.SelectMany(l => Wrap(l, fitting))];
        int scale = Math.Clamp(width / Advance / (wrapped.Max(l => l.Length) + 1), 1, MostScale);
        int all = height + (wrapped.Length * LineHeight + 2) * scale;
        byte[] rgb = new byte[3 * width * all];
        for (int i = 0; i < width * height; i++)
        {
            rgba.Slice(4 * i, 3).CopyTo(rgb.AsSpan(3 * i));
        }

        for (int line = 0; line < wrapped.Length; line++)
        {
            Draw(rgb, width, wrapped[line], scale, height + (line * LineHeight + 2) * scale);
        }

        return new ColourPicture(width, all, rgb);
    }

    private static IEnumerable<string> Wrap(string line, int fitting)
    {
        while (line.Length > fitting)
        {
            int blank = line.LastIndexOf(' ', fitting);
            int end = blank > 0 ? blank : fitting;
            yield return line[..end];
            line = line[end..].TrimStart(' ');
        }

        yield return line;
    }

    private static void Draw(byte[] rgb, int width, string text, int scale, int top)
    {
        for (int at = 0; at < text.Length; at++)
        {
            int left = (at * Advance + 2) * scale;
            for (int y = 0; y < PixelFont.Height * scale; y++)
            {
                for (int x = 0; x < PixelFont.Width * scale && left + x < width; x++)
                {
                    if (PixelFont.IsDrawn(text[at], x / scale, y / scale))
                    {
                        rgb.AsSpan(3 * ((top + y) * width + left + x), 3).Fill(byte.MaxValue);
                    }
                }
            }
        }
    }
}
