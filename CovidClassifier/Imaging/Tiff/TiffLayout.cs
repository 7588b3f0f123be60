using System.Globalization;

namespace CovidClassifier.Imaging.Tiff;

/// <summary>What a TIFF's directory states of its pixels, checked.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Bits">Of each sample.</param>
/// <param name="Samples">Per pixel.</param>
/// <param name="Colour">What they stand for.</param>
/// <param name="Packing">How they are packed.</param>
/// <param name="IsPlanar">Whether each sample has pieces of its own.</param>
/// <param name="IsDifferenced">Whether samples are differences from their left neighbours.</param>
/// <param name="IsSigned">Whether values are signed.</param>
/// <param name="HasAlpha">Whether the sample behind the colours is an opacity that is not yet multiplied.</param>
/// <param name="IsTiled">Whether pieces are tiles, which reach beyond the picture, not strips.</param>
/// <param name="PieceWidth">Columns of a strip or tile.</param>
/// <param name="PieceHeight">Rows of a strip or tile.</param>
/// <param name="Offsets">Where each piece begins.</param>
/// <param name="Lengths">Bytes of each piece.</param>
internal sealed record TiffLayout(
    int Width, int Height, int Bits, int Samples, TiffColour Colour, TiffPacking Packing, bool IsPlanar, bool IsDifferenced, bool IsSigned, bool HasAlpha,
    bool IsTiled, int PieceWidth, int PieceHeight,
    long[] Offsets, long[] Lengths)
{
    private const int MostSamples = 8;
    private const int UnassociatedAlpha = 2, SignedFormat = 2, FractionFormat = 3;

    /// <summary>Samples of a pixel in one piece.</summary>
    public int SamplesInPiece => IsPlanar ? 1 : Samples;

    /// <summary>Bytes of a row of a piece.</summary>
    public int PieceRowBytes => (int)(((long)PieceWidth * SamplesInPiece * Bits + 7) / 8);

    public int PiecesAcross => Divided(Width, PieceWidth);

    public int PiecesDown => Divided(Height, PieceHeight);

    /// <summary>Samples that are colours.</summary>
    public int Colours => Colour switch { TiffColour.Rgb or TiffColour.YCbCr => 3, TiffColour.Cmyk => 4, _ => 1 };

    /// <exception cref="ImageFormatException">Something is missing, contradicts itself, or is not read.</exception>
    public static TiffLayout Read(EncodedImage image, TiffDirectory directory)
    {
        long width = directory.Number(TiffTag.Width) ?? 0, height = directory.Number(TiffTag.Height) ?? 0;
        image.CheckSize(width, height);
        int samples = (int)Math.Min(directory.Number(TiffTag.SamplesPerPixel) ?? 1, MostSamples + 1);
        long[] bits = directory.Numbers(TiffTag.BitsPerSample, samples);
        int eachBits = (int)Math.Min(bits is [var first, ..] ? first : 1, 64);
        long format = directory.Number(TiffTag.SampleFormat) ?? 1;
        var colour = (TiffColour)(directory.Number(TiffTag.Photometric) ?? 1);
        var packing = (TiffPacking)(directory.Number(TiffTag.Compression) ?? 1);
        long predictor = packing is TiffPacking.Lzw or TiffPacking.Deflate or TiffPacking.OldDeflate ? directory.Number(TiffTag.Predictor) ?? 1 : 1;
        if (format == FractionFormat || eachBits is not (1 or 2 or 4 or 8 or 16) || bits.Any(b => b != eachBits))
        {
            throw image.Refuse($"it is a TIFF of {eachBits} bits per sample{(format == FractionFormat ? ", fractions" : "")}; whole numbers of 1, "
                + "2, 4, 8 and 16 bits are read.");
        }

        if (!Enum.IsDefined(packing))
        {
            throw image.Refuse($"it is a TIFF of compression {(int)packing}; none, LZW, deflate, PackBits and JPEG are read. 'tiffcp -c lzw IN OUT' "
                + "of libtiff converts it.");
        }

        int pieceWidth = (int)width, pieceHeight = (int)Math.Clamp(directory.Number(TiffTag.RowsPerStrip) ?? height, 1, height);
        (TiffTag offsets, TiffTag lengths) = (TiffTag.StripOffsets, TiffTag.StripByteCounts);
        if (directory.Number(TiffTag.TileWidth) is { } tileWidth)
        {
            long tileHeight = directory.Number(TiffTag.TileHeight) ?? 0;
            image.CheckSize(tileWidth, tileHeight);
            (pieceWidth, pieceHeight) = ((int)tileWidth, (int)tileHeight);
            (offsets, lengths) = (TiffTag.TileOffsets, TiffTag.TileByteCounts);
        }

        var layout = new TiffLayout(
            (int)width, (int)height, eachBits, samples, colour, packing, samples > 1 && directory.Number(TiffTag.PlanarConfiguration) == 2, predictor == 2,
                format == SignedFormat,
            directory.Number(TiffTag.ExtraSamples) == UnassociatedAlpha, offsets == TiffTag.TileOffsets, pieceWidth, pieceHeight, [], []);
        if (directory.Number(TiffTag.FillOrder) == 2)
        {
            throw image.Refuse("it is a TIFF whose bits are in reverse order (FillOrder 2), which is not read. 'tiffcp -f msb2lsb IN OUT' of libtiff "
                + "converts it.");
        }

        if (samples is 0 or > MostSamples || !Enum.IsDefined(colour) || samples < layout.Colours
            || (colour == TiffColour.YCbCr && packing != TiffPacking.Jpeg) || predictor is not (1 or 2)
            || (predictor == 2 && eachBits < 8) || (eachBits < 8 && samples > 1) || (packing == TiffPacking.Jpeg && eachBits != 8)
            || (colour == TiffColour.Palette && eachBits == 16))
        {
            throw image.Refuse(string.Create(
                CultureInfo.InvariantCulture,
                $"it is a TIFF of {samples} samples of {eachBits} bits, photometric interpretation {(int)colour}, predictor {predictor}, compression "
                    + $"{packing}; this combination is not read."));
        }

        int pieces = layout.PiecesAcross * layout.PiecesDown * (layout.IsPlanar ? samples : 1);
        layout = layout with { Offsets = directory.Numbers(offsets, pieces), Lengths = directory.Numbers(lengths, pieces) };
        if (layout.Lengths.Sum() > image.Bytes.Length)
        {
            throw image.Refuse("the TIFF file is damaged or ends early: its pieces are longer than the file.");
        }

        return layout.Offsets.Length == pieces && layout.Lengths.Length == pieces ? layout
            : throw image.Refuse($"the TIFF file is damaged or ends early: it names {layout.Offsets.Length} of {pieces} pieces.");
    }

    private static int Divided(int length, int by) => (length + by - 1) / by;
}
