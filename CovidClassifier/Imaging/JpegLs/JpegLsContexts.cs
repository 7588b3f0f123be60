namespace CovidClassifier.Imaging.JpegLs;

/// <summary>The statistics that a scan's differences are predicted and coded by (ITU-T T.87, A.2.1, A.6 and A.7), one set for all its components.</summary>
internal sealed class JpegLsContexts
{
    private const int Regular = 365, All = Regular + 2, LargestBias = 127, SmallestBias = -128;

    private readonly JpegLsPreset _preset;
    private readonly int _near;
    private readonly JpegLsCode _code;
    private readonly int[] _sizes = new int[All];
    private readonly int[] _sums = new int[All];
    private readonly int[] _biases = new int[Regular];
    private readonly int[] _counts = new int[All];
    private readonly int[] _negatives = new int[2];

    /// <param name="preset">The scan's parameters, whole.</param>
    /// <param name="near">By how much a sample may be off.</param>
    /// <param name="code">How differences are coded.</param>
    public JpegLsContexts(JpegLsPreset preset, int near, JpegLsCode code)
    {
        (_preset, _near, _code) = (preset, near, code);
        Array.Fill(_sizes, Math.Max(2, (code.Range + 32) / 64));
        Array.Fill(_counts, 1);
    }

    /// <summary>The context of three gradients, with the sign of its samples; 0 where a run may begin.</summary>
    public int Of(int first, int second, int third) => (Region(first) * 9 + Region(second)) * 9 + Region(third);

    /// <summary>The next sample of a context that is not 0.</summary>
    /// <param name="bits">Where it is read from.</param>
    /// <param name="signed">The context.</param>
    /// <param name="left">The sample to the left.</param>
    /// <param name="above">The sample above.</param>
    /// <param name="corner">The sample above to the left.</param>
    public ushort Sample(ref JpegLsBits bits, int signed, int left, int above, int corner)
    {
        int sign = signed < 0 ? -1 : 1, context = sign * signed;
        int low = Math.Min(left, above), high = Math.Max(left, above);
        int predicted = corner >= high ? low : corner <= low ? high : left + above - corner;
        predicted = Math.Clamp(predicted + sign * _biases[context], 0, _preset.Most);
        int k = Bits(_counts[context], _sizes[context]);
        int code = _code.Next(ref bits, k);
        bool isTurned = _near == 0 && k == 0 && 2 * _sums[context] <= -_counts[context];
        int difference = (code & 1) == 0 ? code >> 1 : -((code + 1) >> 1);
        difference = isTurned ? -difference - 1 : difference;
        Learn(context, difference);
        return _code.Sample(predicted, sign * difference);
    }

    /// <summary>The sample that ends a run.</summary>
    /// <param name="bits">Where it is read from.</param>
    /// <param name="left">The run's value.</param>
    /// <param name="above">The sample above.</param>
    /// <param name="alike">Whether the two count as alike; never so where samples alternate.</param>
    /// <param name="shorter">By how many bits the longest code is shorter.</param>
    public ushort RunEnd(ref JpegLsBits bits, int left, int above, bool alike, int shorter)
    {
        int kind = alike ? 1 : 0, context = Regular + kind;
        int k = Bits(_counts[context], _sizes[context] + (alike ? _counts[context] >> 1 : 0));
        int code = _code.Next(ref bits, k, shorter), folded = code + kind, odd = folded & 1;
        int difference = (folded + odd) >> 1;
        bool isNegative = (k != 0 || 2 * _negatives[kind] >= _counts[context]) == (odd == 1);
        difference = isNegative ? -difference : difference;
        if (difference < 0)
        {
            _negatives[kind]++;
        }

        _sizes[context] += (code + 1 - kind) >> 1;
        if (_counts[context] == _preset.Reset)
        {
            _sizes[context] >>= 1;
            _counts[context] >>= 1;
            _negatives[kind] >>= 1;
        }

        _counts[context]++;
        return alike ? _code.Sample(left, difference) : _code.Sample(above, left > above ? -difference : difference);
    }

    /// <summary>Whether two samples count as alike.</summary>
    public bool AreAlike(int one, int other) => Math.Abs(one - other) <= _near;

    private static int Bits(int count, int size)
    {
        int k = 0;
        while (count << k < size)
        {
            k++;
        }

        return k;
    }

    private int Region(int gradient) => gradient < 0 ? -Size(-gradient) : Size(gradient);

    private int Size(int gradient) => gradient <= _near ? 0
        : gradient < _preset.First ? 1
        : gradient < _preset.Second ? 2
        : gradient < _preset.Third ? 3
        : 4;

    private void Learn(int context, int difference)
    {
        int sum = _sums[context] + difference * (2 * _near + 1), count = _counts[context];
        _sizes[context] += Math.Abs(difference);
        if (count == _preset.Reset)
        {
            _sizes[context] >>= 1;
            sum >>= 1;
            count >>= 1;
        }

        count++;
        if (sum <= -count)
        {
            sum = Math.Max(sum + count, 1 - count);
            _biases[context] = Math.Max(_biases[context] - 1, SmallestBias);
        }
        else if (sum > 0)
        {
            sum = Math.Min(sum - count, 0);
            _biases[context] = Math.Min(_biases[context] + 1, LargestBias);
        }

        _sums[context] = sum;
        _counts[context] = count;
    }
}
