namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>
/// Decodes the coefficients of code-blocks, bit plane by bit plane in three passes (ITU-T T.800, annex D); one for each thread, used again for every
/// code-block. Values carry one bit more than they have, in the middle of what is not known of them, as annex E.1 asks.
/// </summary>
internal sealed class BlockDecoder
{
    private const int StripeHeight = 4;

    private readonly MqDecoder _mq = new();
    private RawBits _raw;
    private bool _isRaw;
    private byte[] _bytes = [];
    private int[] _values = [];
    private ushort[] _flags = [];
    private byte[] _zeroTable = [];
    private int _width;
    private int _height;
    private int _stride;
    private BlockStyle _style;

    /// <summary>The values of the code-block that was decoded last, twice as large as they are, row by row.</summary>
    public ReadOnlySpan<int> Values => _values.AsSpan(0, _width * _height);

    /// <summary>Decodes a code-block.</summary>
    /// <param name="block">All of whose bytes are there.</param>
    /// <param name="band">Its subband.</param>
    /// <param name="bits">Magnitude bits of the subband.</param>
    /// <param name="style">How it is coded.</param>
    /// <returns>Whether it can be: it has no more bit planes than fit.</returns>
    public bool Decode(CodeBlock block, Subband band, int bits, BlockStyle style)
    {
        Prepare(block, band, style);
        int planes = bits - block.ZeroBits;
        if (block.Passes == 0)
        {
            return true;
        }

        if (planes is < 1 or > 30 || block.Passes > 3 * planes - 2)
        {
            return false;
        }

        _mq.ResetContexts();
        int pass = 2, plane = planes - 1, done = 0, start = 0;
        foreach (CodeSegment segment in block.Segments)
        {
            _isRaw = style.HasFlag(BlockStyle.Bypasses) && done >= CodeBlock.PassesBeforeBypass && pass < 2;
            Begin(start, segment.Length);
            start += segment.Length;
            for (int i = 0; i < segment.Passes; i++, done++)
            {
                Pass(pass, plane);
                if (style.HasFlag(BlockStyle.ResetsContexts))
                {
                    _mq.ResetContexts();
                }

                pass++;
                if (pass == 3)
                {
                    (pass, plane) = (0, plane - 1);
                }
            }
        }

        return true;
    }

    private void Prepare(CodeBlock block, Subband band, BlockStyle style)
    {
        (_width, _height, _style) = (block.Area.Width, block.Area.Height, style);
        _stride = _width + 2;
        Grow(ref _values, _width * _height);
        Grow(ref _flags, _stride * (_height + 2));
        _zeroTable = BlockContexts.ZeroTable(band).ToArray();
        Grow(ref _bytes, block.Segments.Sum(s => s.Length));
        int position = 0;
        foreach (CodeSegment segment in block.Segments)
        {
            segment.CopyTo(_bytes.AsSpan(position));
            position += segment.Length;
        }
    }

    private static void Grow<T>(ref T[] array, int count)
    {
        if (array.Length < count)
        {
            array = new T[count];
        }
        else
        {
            array.AsSpan(0, count).Clear();
        }
    }

    private void Begin(int start, int length)
    {
        if (_isRaw)
        {
            _raw = new RawBits(_bytes, start, start + length);
        }
        else
        {
            _mq.Begin(_bytes, start, start + length);
        }
    }

    private void Pass(int pass, int plane)
    {
        for (int top = 0; top < _height; top += StripeHeight)
        {
            int bottom = Math.Min(top + StripeHeight, _height);
            for (int x = 0; x < _width; x++)
            {
                switch (pass)
                {
                    case 0:
                        Propagate(x, top, bottom, plane);
                        break;
                    case 1:
                        Refine(x, top, bottom, plane);
                        break;
                    default:
                        CleanUp(x, top, bottom, plane);
                        break;
                }
            }
        }

        if (pass == 2 && _style.HasFlag(BlockStyle.MarksSegments))
        {
            for (int i = 0; i < 4; i++)
            {
                _mq.Next(MqDecoder.Uniform);
            }
        }
    }

    /// <summary>What is known of a coefficient; the row below a stripe does not count where the style says so.</summary>
    private int FlagsAt(int at, bool isLastOfStripe) =>
        isLastOfStripe && _style.HasFlag(BlockStyle.IsVerticallyCausal) ? _flags[at] & ~BlockContexts.Below : _flags[at];

    private void Propagate(int x, int top, int bottom, int plane)
    {
        for (int y = top; y < bottom; y++)
        {
            int at = (y + 1) * _stride + x + 1, flags = FlagsAt(at, y == top + StripeHeight - 1);
            if ((flags & BlockContexts.Significant) != 0 || (flags & BlockContexts.Neighbours) == 0)
            {
                continue;
            }

            if ((_isRaw ? _raw.Next() : _mq.Next(_zeroTable[flags & BlockContexts.Neighbours])) == 1)
            {
                Find(x, y, at, flags, plane);
            }

            _flags[at] |= BlockContexts.Visited;
        }
    }

    private void Refine(int x, int top, int bottom, int plane)
    {
        for (int y = top; y < bottom; y++)
        {
            int at = (y + 1) * _stride + x + 1, flags = FlagsAt(at, y == top + StripeHeight - 1);
            if ((flags & (BlockContexts.Significant | BlockContexts.Visited)) != BlockContexts.Significant)
            {
                continue;
            }

            int bit = _isRaw ? _raw.Next() : _mq.Next(BlockContexts.Refinement(flags)), half = 1 << plane;
            ref int value = ref _values[y * _width + x];
            value += (bit == 1) == (value > 0) ? half : -half;
            _flags[at] |= BlockContexts.Refined;
        }
    }

    private void CleanUp(int x, int top, int bottom, int plane)
    {
        int y = top, at = (y + 1) * _stride + x + 1;
        if (bottom - top == StripeHeight && IsQuiet(at))
        {
            if (_mq.Next(MqDecoder.RunLength) == 0)
            {
                return;
            }

            y += (_mq.Next(MqDecoder.Uniform) << 1) | _mq.Next(MqDecoder.Uniform);
            at = (y + 1) * _stride + x + 1;
            Find(x, y, at, FlagsAt(at, y == bottom - 1), plane);
            y++;
        }

        for (; y < bottom; y++)
        {
            at = (y + 1) * _stride + x + 1;
            int flags = FlagsAt(at, y == top + StripeHeight - 1);
            if ((flags & (BlockContexts.Significant | BlockContexts.Visited)) == 0
                && _mq.Next(_zeroTable[flags & BlockContexts.Neighbours]) == 1)
            {
                Find(x, y, at, flags, plane);
            }
        }

        for (y = top; y < bottom; y++)
        {
            _flags[(y + 1) * _stride + x + 1] &= unchecked((ushort)~BlockContexts.Visited);
        }
    }

    /// <summary>Whether nothing is known of the four coefficients of a column of a stripe, nor of their neighbours.</summary>
    private bool IsQuiet(int at)
    {
        const int asked = BlockContexts.Significant | BlockContexts.Visited | BlockContexts.Neighbours;
        return ((_flags[at] | _flags[at + _stride] | _flags[at + 2 * _stride] | FlagsAt(at + 3 * _stride, isLastOfStripe: true)) & asked) == 0;
    }

    /// <summary>A coefficient becomes significant: reads its sign, and tells its neighbours.</summary>
    private void Find(int x, int y, int at, int flags, int plane)
    {
        (int context, int against) = BlockContexts.SignOf(flags);
        bool isNegative = (_isRaw ? _raw.Next() : _mq.Next(context) ^ against) == 1;
        int value = 3 << plane;
        _values[y * _width + x] = isNegative ? -value : value;
        ushort[] all = _flags;
        all[at] |= BlockContexts.Significant;
        all[at - _stride - 1] |= BlockContexts.SouthEast;
        all[at - _stride + 1] |= BlockContexts.SouthWest;
        all[at + _stride - 1] |= BlockContexts.NorthEast;
        all[at + _stride + 1] |= BlockContexts.NorthWest;
        all[at - _stride] |= (ushort)(BlockContexts.South | (isNegative ? BlockContexts.NegativeSouth : 0));
        all[at + _stride] |= (ushort)(BlockContexts.North | (isNegative ? BlockContexts.NegativeNorth : 0));
        all[at - 1] |= (ushort)(BlockContexts.East | (isNegative ? BlockContexts.NegativeEast : 0));
        all[at + 1] |= (ushort)(BlockContexts.West | (isNegative ? BlockContexts.NegativeWest : 0));
    }
}
