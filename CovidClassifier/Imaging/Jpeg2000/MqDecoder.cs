namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>The adaptive binary arithmetic decoder of JPEG 2000, the MQ decoder (ITU-T T.800, annex C), with the 19 contexts of a code-block.</summary>
internal sealed class MqDecoder
{
    public const int RunLength = 17, Uniform = 18;

    private const int Contexts = 19, States = 47;

    /// <summary>Table C.2: the estimate of the less probable symbol, the next state after either symbol, and whether the two change places.</summary>
    private static readonly (ushort Estimate, byte More, byte Less, bool Switches)[] Table =
    [
        (0x5601, 1, 1, true), (0x3401, 2, 6, false), (0x1801, 3, 9, false), (0x0AC1, 4, 12, false), (0x0521, 5, 29, false), (0x0221, 38, 33, false),
        (0x5601, 7, 6, true), (0x5401, 8, 14, false), (0x4801, 9, 14, false), (0x3801, 10, 14, false), (0x3001, 11, 17, false), (0x2401, 12, 18, false),
        (0x1C01, 13, 20, false), (0x1601, 29, 21, false), (0x5601, 15, 14, true), (0x5401, 16, 14, false), (0x5101, 17, 15, false), (0x4801, 18, 16, false),
        (0x3801, 19, 17, false), (0x3401, 20, 18, false), (0x3001, 21, 19, false), (0x2801, 22, 19, false), (0x2401, 23, 20, false), (0x2201, 24, 21, false),
        (0x1C01, 25, 22, false), (0x1801, 26, 23, false), (0x1601, 27, 24, false), (0x1401, 28, 25, false), (0x1201, 29, 26, false), (0x1101, 30, 27, false),
        (0x0AC1, 31, 28, false), (0x09C1, 32, 29, false), (0x08A1, 33, 30, false), (0x0521, 34, 31, false), (0x0441, 35, 32, false), (0x02A1, 36, 33, false),
        (0x0221, 37, 34, false), (0x0141, 38, 35, false), (0x0111, 39, 36, false), (0x0085, 40, 37, false), (0x0049, 41, 38, false), (0x0025, 42, 39, false),
        (0x0015, 43, 40, false), (0x0009, 44, 41, false), (0x0005, 45, 42, false), (0x0001, 45, 43, false), (0x5601, 46, 46, false),
    ];

    // a state and its more probable symbol as one number: 2 x state + symbol
    private static readonly uint[] Estimates = new uint[2 * States];
    private static readonly byte[] AfterMore = new byte[2 * States];
    private static readonly byte[] AfterLess = new byte[2 * States];

    private readonly byte[] _states = new byte[Contexts];
    private byte[] _bytes = [];
    private int _position;
    private int _end;
    private uint _code;
    private uint _interval;
    private int _shifts;

    static MqDecoder()
    {
        for (int i = 0; i < Estimates.Length; i++)
        {
            (ushort estimate, byte more, byte less, bool switches) = Table[i >> 1];
            int symbol = i & 1;
            Estimates[i] = estimate;
            AfterMore[i] = (byte)(2 * more + symbol);
            AfterLess[i] = (byte)(2 * less + (switches ? 1 - symbol : symbol));
        }
    }

    /// <summary>Sets all contexts to what a code-block begins with (table D.7).</summary>
    public void ResetContexts()
    {
        Array.Clear(_states);
        _states[0] = 2 * 4;
        _states[RunLength] = 2 * 3;
        _states[Uniform] = 2 * 46;
    }

    /// <summary>Begins a segment; behind its end ones follow for ever.</summary>
    public void Begin(byte[] bytes, int start, int end)
    {
        (_bytes, _position, _end) = (bytes, start, end);
        _code = (uint)Byte(_position) << 16;
        Read();
        _code <<= 7;
        _shifts -= 7;
        _interval = 0x8000;
    }

    /// <summary>The next symbol of a context.</summary>
    public int Next(int context)
    {
        int state = _states[context];
        uint estimate = Estimates[state];
        _interval -= estimate;
        if (_code >> 16 < estimate)
        {
            bool isMore = _interval < estimate;
            _interval = estimate;
            return Changed(context, state, isMore);
        }

        _code -= estimate << 16;
        if ((_interval & 0x8000) != 0)
        {
            return state & 1;
        }

        return Changed(context, state, _interval >= estimate);
    }

    private int Changed(int context, int state, bool isMore)
    {
        _states[context] = isMore ? AfterMore[state] : AfterLess[state];
        do
        {
            if (_shifts == 0)
            {
                Read();
            }

            _interval <<= 1;
            _code <<= 1;
            _shifts--;
        }
        while ((_interval & 0x8000) == 0);

        return isMore ? state & 1 : 1 - (state & 1);
    }

    private byte Byte(int position) => position < _end ? _bytes[position] : (byte)0xFF;

    private void Read()
    {
        byte next = Byte(_position + 1);
        if (Byte(_position) != 0xFF)
        {
            _position++;
            _code += (uint)next << 8;
            _shifts = 8;
        }
        else if (next > 0x8F)
        {
            _code += 0xFF00;
            _shifts = 8;
        }
        else
        {
            _position++;
            _code += (uint)next << 9;
            _shifts = 7;
        }
    }
}
