namespace CovidClassifier.Imaging.Tiff;

/// <summary>A TIFF's picture. 16 bits go through <see cref="RobustWindow"/>.</summary>
internal sealed class TiffPicture(EncodedImage image, TiffDirectory directory, TiffLayout layout, int pages) : StoredPicture
{
    private const uint White = ushort.MaxValue;

    public override string Format => "TIFF";

    public override int Frames => pages;

    public override int Frame => image.Frame;

    public override int Width => layout.Width;

    public override int Height => layout.Height;

    public override int Orientation => directory.Number(TiffTag.Orientation) is >= 1 and <= 8 and var orientation ? (int)orientation : ExifOrientation.Upright;

    public override string Pixels => $"{layout.Samples} x {layout.Bits}, {layout.Colour}, {layout.Packing}";

    public override long WorkingBytes(int width, int height)
    {
        long piece = (long)layout.PieceRowBytes * layout.PieceHeight;
        return (long)sizeof(ushort) * Width * Height * (layout.IsPlanar ? layout.Samples : 1) + (layout.Packing == TiffPacking.Jpeg ? 4 : 1) * piece
            + (long)width * height;
    }

    public override GrayImage Decode(int width, int height, CancellationToken cancellationToken) =>
        Push(Values(counted: null, cancellationToken), width, height, cancellationToken);

    public override double ColourShare(CancellationToken cancellationToken)
    {
        var counted = new ColouredPixels();
        Values(counted, cancellationToken);
        return counted.Share;
    }

    private ushort[] Values(ColouredPixels? counted, CancellationToken cancellationToken)
    {
        ushort[] values = new ushort[Width * Height];
        ushort[][] planes = layout.IsPlanar ? [.. Enumerable.Range(0, layout.Samples).Select(i => i == 0 ? values : new ushort[values.Length])] : [];
        var pieces = new TiffPieces(image, directory, layout);
        TiffGray gray = TiffGray.Of(image, directory, layout, counted);
        int count = layout.PiecesAcross * layout.PiecesDown;
        for (int index = 0; index < count * (layout.IsPlanar ? layout.Samples : 1); index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int left = index % count % layout.PiecesAcross * layout.PieceWidth, top = index % count / layout.PiecesAcross * layout.PieceHeight;
            int columns = Math.Min(layout.PieceWidth, Width - left), rows = Math.Min(layout.PieceHeight, Height - top);
            ReadOnlySpan<byte> bytes = pieces.Unpack(index, layout.IsTiled ? layout.PieceHeight : rows, cancellationToken);
            for (int y = 0; y < rows; y++)
            {
                ReadOnlySpan<byte> row = bytes.Slice(y * layout.PieceRowBytes, layout.PieceRowBytes);
                Span<ushort> target = (layout.IsPlanar ? planes[index / count] : values).AsSpan((top + y) * Width + left, columns);
                if (layout.IsPlanar)
                {
                    gray.Samples(row, target);
                }
                else
                {
                    gray.Convert(row, target);
                }
            }
        }

        if (layout.IsPlanar)
        {
            gray.Join(planes, values);
        }

        return values;
    }

    private GrayImage Push(ushort[] values, int width, int height, CancellationToken cancellationToken)
    {
        var stretch = new Stretch(Width, Height, width, height);
        RobustWindow window = layout.Bits == 16 ? RobustWindow.Of(values, Width) : new RobustWindow(0, (int)White);
        window.Push(values, Width, stretch, cancellationToken);
        return stretch.ToImage();
    }
}
