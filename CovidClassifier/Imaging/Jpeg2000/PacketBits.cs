namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>The bits of a packet's header (ITU-T T.800, B.10.1): a byte behind one of ones begins with a 0 that does not count.</summary>
/// <param name="bytes">A tile's packets.</param>
/// <param name="position">Where the header begins.</param>
internal ref struct PacketBits(ReadOnlySpan<byte> bytes, int position)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position = position;
    private int _last;
    private int _left;

    /// <summary>Whether more bits were taken than there are.</summary>
    public bool IsOverdrawn { get; private set; }

    public int Next()
    {
        if (_left == 0)
        {
            _left = _last == 0xFF ? 7 : 8;
            if (_position < _bytes.Length)
            {
                _last = _bytes[_position++];
            }
            else
            {
                _last = 0;
                IsOverdrawn = true;
            }
        }

        return (_last >> --_left) & 1;
    }

    public int Take(int count)
    {
        int value = 0;
        for (; count > 0; count--)
        {
            value = (value << 1) | Next();
        }

        return value;
    }

    /// <summary>Where the header ends: at a whole byte, behind the one that follows a byte of ones.</summary>
    public readonly int End() => _last == 0xFF ? _position + 1 : _position;
}
