namespace CovidClassifier.Imaging.JpegLs;

/// <summary>How differences are coded under a scan's parameters (ITU-T T.87, A.2 and A.5.3): Golomb codes of limited length.</summary>
internal sealed class JpegLsCode
{
    private readonly int _most;
    private readonly int _near;
    private readonly int _step;
    private readonly int _bitsOfRange;
    private readonly int _longest;

    /// <param name="preset">The parameters, whole.</param>
    /// <param name="near">By how much a sample may be off.</param>
    public JpegLsCode(JpegLsPreset preset, int near)
    {
        _most = preset.Most;
        _near = near;
        _step = 2 * near + 1;
        Range = near == 0 ? preset.Most + 1 : (preset.Most + 2 * near) / _step + 1;
        _bitsOfRange = BitsFor(Range);
        int bits = Math.Max(2, BitsFor(preset.Most + 1));
        _longest = 2 * (bits + Math.Max(8, bits));
    }

    /// <summary>How many differences there are.</summary>
    public int Range { get; }

    /// <summary>The next code.</summary>
    /// <param name="bits">Where it is read from.</param>
    /// <param name="k">Bits of its second part.</param>
    /// <param name="shorter">By how many bits the longest code is shorter here.</param>
    public int Next(ref JpegLsBits bits, int k, int shorter = 0)
    {
        int most = _longest - shorter - _bitsOfRange - 1, zeros = bits.Zeros(most);
        return zeros < most ? (zeros << k) + bits.Take(k) : bits.Take(_bitsOfRange) + 1;
    }

    /// <summary>A prediction and its coded difference, as a sample.</summary>
    public ushort Sample(int predicted, int difference)
    {
        int sample = predicted + difference * _step;
        if (sample < -_near)
        {
            sample += Range * _step;
        }
        else if (sample > _most + _near)
        {
            sample -= Range * _step;
        }

        return (ushort)Math.Clamp(sample, 0, _most);
    }

    private static int BitsFor(int count) => 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)(count - 1));
}
