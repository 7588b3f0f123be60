namespace CovidClassifier.Imaging.Png;

/// <summary>
/// One pass over a PNG's pixels: every pixel of a picture that is not interlaced, or one of Adam7's seven (ISO/IEC 15948, section 8): those at
/// (Left + i * AcrossStep, Top + j * DownStep).
/// </summary>
internal readonly record struct PngPass(int Left, int Top, int AcrossStep, int DownStep)
{
    private static readonly PngPass[] Whole = [new(0, 0, 1, 1)];

    private static readonly PngPass[] Adam7 =
        [new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2)];

    /// <summary>Turns a row of encoded pixels into gray values.</summary>
    public delegate void Conversion<T>(ReadOnlySpan<byte> row, Span<T> gray);

    /// <summary>Reads every pass into <paramref name="values"/>, the whole picture row by row.</summary>
    public static void ReadAll<T>(PngHeader header, PngRows rows, T[] values, Conversion<T> convert, CancellationToken cancellationToken)
    {
        T[] gray = new T[header.Width];
        foreach (PngPass pass in header.IsInterlaced ? Adam7 : Whole)
        {
            int width = (header.Width - pass.Left + pass.AcrossStep - 1) / pass.AcrossStep;
            if (width <= 0)
            {
                continue;
            }

            rows.Start(width, (header.Height - pass.Top + pass.DownStep - 1) / pass.DownStep);
            for (int y = pass.Top; y < header.Height; y += pass.DownStep)
            {
                cancellationToken.ThrowIfCancellationRequested();
                convert(rows.Next(), gray.AsSpan(0, width));
                Span<T> target = values.AsSpan(y * header.Width, header.Width);
                for (int i = 0; i < width; i++)
                {
                    target[pass.Left + i * pass.AcrossStep] = gray[i];
                }
            }
        }
    }
}
