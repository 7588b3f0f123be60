using System.Buffers;
using CovidClassifier.Imaging.Deflate;

namespace CovidClassifier.Imaging.Png;

/// <summary>The unfiltered rows of a PNG in file order: those of the picture, or those of its seven interlace passes one after the other.</summary>
internal sealed class PngRows : IDisposable
{
    private readonly PngFile _file;
    private readonly Inflation _inflated;
    private readonly PngHeader _header;
    private readonly int _pixelBytes;
    private readonly byte[] _filters = new byte[PngWavefront.Rows];
    private byte[] _rows;
    private int _length;
    private int _left;
    private int _read;
    private int _next;

    public PngRows(PngFile file)
    {
        _file = file;
        _header = file.Header;
        _pixelBytes = Math.Max(1, _header.BitsPerPixel / 8);
        _inflated = new Inflation(file.PixelData);
        _rows = ArrayPool<byte>.Shared.Rent((1 + MostAtOnce) * SlotOf(_header.RowBytes(_header.Width)));
    }

    private int MostAtOnce => _pixelBytes == 1 ? PngWavefront.Rows : 1;

    private int Slot => SlotOf(_length);

    /// <summary>
    /// Begins a picture or a pass of <paramref name="height"/> rows, <paramref name="width"/> pixels wide: the row above its first counts as zeros.
    /// </summary>
    public void Start(int width, int height)
    {
        _length = _header.RowBytes(width);
        _left = height;
        _read = 0;
        _next = 0;
        Array.Clear(_rows);
    }

    /// <summary>The next row, valid until another is asked for.</summary>
    /// <exception cref="ImageFormatException">The pixel data are damaged or end early.</exception>
    public ReadOnlySpan<byte> Next()
    {
        if (_next == _read)
        {
            ReadRows();
        }

        return Row(++_next)[.._length];
    }

    public void Dispose()
    {
        _inflated.Dispose();
        ArrayPool<byte>.Shared.Return(_rows);
        _rows = [];
    }

    private static int SlotOf(int length) => PngWavefront.Front + length + PngWavefront.Back;

    /// <summary>One of the rows in memory and the bytes behind it: 0 is the last one of those before, 1 the first that is read now.</summary>
    private Span<byte> Row(int index) => _rows.AsSpan(index * Slot + PngWavefront.Front, _length + PngWavefront.Back);

    private void ReadRows()
    {
        Row(_read)[.._length].CopyTo(Row(0));
        _read = Math.Min(MostAtOnce, _left);
        _left -= _read;
        _next = 0;
        for (int row = 1; row <= _read; row++)
        {
            int at = row * Slot + PngWavefront.Front - 1;
            Fill(_rows.AsSpan(at, 1 + _length));
            _filters[row - 1] = _rows[at];
            // the zero that must stand before a row
            _rows[at] = 0;
            if (_filters[row - 1] > PngFilter.Last)
            {
                throw _file.Image.Refuse($"the PNG file is damaged: a row has filter {_filters[row - 1]}, which does not exist.");
            }
        }

        if (_read == PngWavefront.Rows)
        {
            PngWavefront.Undo(_filters, _rows.AsSpan(Slot), Row(0), _length);
            return;
        }

        for (int row = 1; row <= _read; row++)
        {
            PngFilter.Undo(_filters[row - 1], Row(row)[..(_length + PngFilter.Padding)], Row(row - 1), _pixelBytes);
        }
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
            throw _file.IsCut ? _file.Image.EndsEarly() : _file.Image.Refuse("the PNG file is damaged: its pixel data end early.", e);
        }
    }

    private ImageFormatException Damaged(Exception inner) => _file.Image.Refuse("the PNG file is damaged: its pixel data do not unpack.", inner);
}
