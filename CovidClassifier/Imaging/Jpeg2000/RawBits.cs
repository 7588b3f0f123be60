namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>The bits of a segment that is not arithmetically coded (ITU-T T.800, D.6): a byte behind one of ones holds seven.</summary>
internal struct RawBits(byte[] bytes, int start, int end)
{
    private int _position = start;
    private int _last;
    private int _left;

    /// <summary>The next bit; ones behind the end.</summary>
    public int Next()
    {
        if (_left == 0)
        {
            _left = _last == 0xFF ? 7 : 8;
            _last = _position < end ? bytes[_position++] : 0xFF;
        }

        return (_last >> --_left) & 1;
    }
}
