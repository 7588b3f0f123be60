using System.Buffers;
using System.IO.Compression;

namespace CovidClassifier.Imaging;

/// <summary>The unfiltered rows of a PNG in file order: those of the picture, or those of its seven interlace passes one after the other.</summary>
internal sealed class PngRows : IDisposable
{
    private readonly EncodedImage _image;
    private readonly PngHeader _header;
    private readonly ZLibStream _inflated;
    private readonly int _slot;
    private byte[] _rows;
    private int _rowBytes;
    private bool _isUpper;

    public PngRows(PngFile file)
    {
        _image = file.Image;
        _header = file.Header;
        _inflated = new ZLibStream(new PieceStream(file.PixelData), CompressionMode.Decompress);
        _slot = 1 + _header.RowBytes(_header.Width) + PngFilter.Padding;
        _rows = ArrayPool<byte>.Shared.Rent(2 * _slot);
    }

    /// <summary>Begins a picture or a pass whose rows are <paramref name="width"/> pixels wide: the row above its first counts as zeros.</summary>
    public void Start(int width)
    {
        _rowBytes = _header.RowBytes(width);
        Array.Clear(_rows);
    }

    /// <summary>The next row, valid until the one after the next is asked for.</summary>
    /// <exception cref="ImageFormatException">The pixel data are damaged or end early.</exception>
    public ReadOnlySpan<byte> Next()
    {
        int at = _isUpper ? _slot : 0;
        int above = _isUpper ? 0 : _slot;
        _isUpper = !_isUpper;
        Fill(_rows.AsSpan(at, 1 + _rowBytes));
        Span<byte> row = _rows.AsSpan(at + 1, _rowBytes + PngFilter.Padding);
        int pixelBytes = Math.Max(1, _header.BitsPerPixel / 8);
        if (!PngFilter.Undo(_rows[at], row, _rows.AsSpan(above + 1, _rowBytes + PngFilter.Padding), pixelBytes))
        {
            throw _image.Refuse($"the PNG file is damaged: a row has filter {_rows[at]}, which does not exist.");
        }

        return row[.._rowBytes];
    }

    /// <summary>Reads to the end of the pixel data, where their check sum stands.</summary>
    public void Finish()
    {
        try
        {
            _inflated.ReadByte();
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e);
        }
    }

    public void Dispose()
    {
        _inflated.Dispose();
        ArrayPool<byte>.Shared.Return(_rows);
        _rows = [];
    }

    private void Fill(Span<byte> bytes)
    {
        try
        {
            _inflated.ReadExactly(bytes);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e);
        }
        catch (EndOfStreamException e)
        {
            throw _image.Refuse("the PNG file is damaged: its pixel data end early.", e);
        }
    }

    private ImageFormatException Damaged(Exception inner) => _image.Refuse("the PNG file is damaged: its pixel data do not unpack.", inner);
}
