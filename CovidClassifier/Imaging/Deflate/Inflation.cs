using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CovidClassifier.Imaging.Deflate;

/// <summary>
/// Unpacks a zlib stream (RFC 1950, 1951) whose packed bytes are all in memory, some at a time. What is damaged is told once the bytes before it are read;
/// bytes that nobody asks for are not judged, nor the check sum behind the last one: whoever packs pictures has one of their own.
/// </summary>
internal sealed unsafe class Inflation : IDisposable
{
    private const int Window = 1 << 15, Fresh = 3 << 15;
    private const int Deflate = 8, Stored = 0, FixedCodes = 1, DynamicCodes = 2;

    private readonly DeflateCodes _own = new();
    private DeflateCodes _codes = DeflateCodes.Fixed;
    private DeflateBits _bits;
    private byte* _packed;
    private byte* _bytes;
    private Place _place = Place.Start;
    private bool _isLastBlock;
    private int _storedLeft;
    private int _given;
    private int _end;

    /// <param name="pieces">The stream, in pieces.</param>
    public Inflation(IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        int length = pieces.Sum(p => p.Length);
        _packed = (byte*)NativeMemory.Alloc((nuint)Math.Max(1, length));
        _bytes = (byte*)NativeMemory.Alloc(Window + Fresh + DeflateReader.Beyond);
        byte* at = _packed;
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            piece.Span.CopyTo(new Span<byte>(at, piece.Length));
            at += piece.Length;
        }

        _bits = new DeflateBits(_packed, length);
    }

    private enum Place
    {
        Start,
        Block,
        Stored,
        Codes,
        End,
        Cut,
        Damage,
    }

    /// <summary>Memory that unpacking takes.</summary>
    /// <param name="packed">Bytes of the stream.</param>
    public static long BytesOf(long packed) => packed + Window + Fresh + DeflateReader.Beyond;

    /// <summary>The next bytes.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    /// <exception cref="EndOfStreamException">The stream ends before the last of them.</exception>
    public void ReadExactly(Span<byte> bytes)
    {
        while (true)
        {
            int some = Math.Min(bytes.Length, _end - _given);
            new ReadOnlySpan<byte>(_bytes + _given, some).CopyTo(bytes);
            _given += some;
            bytes = bytes[some..];
            if (bytes.IsEmpty)
            {
                return;
            }

            if (_place >= Place.End)
            {
                throw _place == Place.Damage ? new InvalidDataException() : new EndOfStreamException();
            }

            Unpack();
        }
    }

    public void Dispose()
    {
        NativeMemory.Free(_packed);
        NativeMemory.Free(_bytes);
        _packed = _bytes = null;
        (_given, _end, _place) = (0, 0, Place.End);
    }

    /// <summary>Unpacks as much as there is room for behind the last bytes, which later ones may repeat.</summary>
    private void Unpack()
    {
        int kept = Math.Min(_end, Window);
        new ReadOnlySpan<byte>(_bytes + _end - kept, kept).CopyTo(new Span<byte>(_bytes, kept));
        _given = _end = kept;
        while (_place < Place.End && _end < Window + Fresh)
        {
            _place = _place switch
            {
                Place.Start => ReadHeader(),
                Place.Block => BeginBlock(),
                Place.Stored => CopyStored(),
                _ => ReadCodes(),
            };
        }
    }

    private Place ReadHeader()
    {
        const int dictionary = 0x20, check = 31, largestWindow = 7;
        int method = _bits.Take(8), flags = _bits.Take(8);
        return _bits.IsCut ? Place.Cut
            : (method & 15) == Deflate && method >> 4 <= largestWindow && ((method << 8) | flags) % check == 0 && (flags & dictionary) == 0 ? Place.Block
            : Place.Damage;
    }

    private Place BeginBlock()
    {
        if (_isLastBlock)
        {
            return Place.End;
        }

        int head = _bits.Take(3);
        _isLastBlock = (head & 1) != 0;
        switch (head >> 1)
        {
            case Stored:
                return BeginStored();
            case FixedCodes:
                _codes = DeflateCodes.Fixed;
                return Place.Codes;
            case DynamicCodes:
                _codes = _own;
                return _own.Read(ref _bits) ? Place.Codes : _bits.IsCut ? Place.Cut : Place.Damage;
            default:
                return _bits.IsCut ? Place.Cut : Place.Damage;
        }
    }

    private Place BeginStored()
    {
        _bits.Align();
        _storedLeft = _bits.Take(8) | (_bits.Take(8) << 8);
        int turned = _bits.Take(8) | (_bits.Take(8) << 8);
        _bits.Align();
        return _bits.IsCut ? Place.Cut : _storedLeft == (turned ^ 0xFFFF) ? Place.Stored : Place.Damage;
    }

    private Place CopyStored()
    {
        int some = (int)Math.Min(Math.Min(_storedLeft, Window + Fresh - _end), _bits.Left);
        Unsafe.CopyBlockUnaligned(_bytes + _end, _bits.Next, (uint)some);
        _bits.Next += some;
        _end += some;
        _storedLeft -= some;
        return _storedLeft == 0 ? Place.Block : _bits.Left == 0 ? Place.Cut : Place.Stored;
    }

    private Place ReadCodes()
    {
        byte* at = _bytes + _end;
        DeflateEnd end = DeflateReader.Read(ref _bits, _codes, _bytes, ref at, _bytes + Window + Fresh);
        _end = (int)(at - _bytes);
        return end switch
        {
            DeflateEnd.Limit => Place.Codes,
            DeflateEnd.Block => Place.Block,
            DeflateEnd.Cut => Place.Cut,
            _ => Place.Damage,
        };
    }
}
