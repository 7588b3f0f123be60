using System.Buffers.Binary;

namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>How a component's coefficients were rounded (ITU-T T.800, A.6.4 and annex E).</summary>
/// <param name="Guards">Guard bits.</param>
/// <param name="Style">0 not at all, 1 all steps follow from the first, 2 every subband has its step.</param>
/// <param name="Steps">Exponent and mantissa of the subbands' steps: the smallest resolution's first, then HL, LH and HH of each.</param>
internal sealed record Quantisation(int Guards, int Style, (int Exponent, int Mantissa)[] Steps)
{
    private const int MantissaBits = 11;

    /// <summary>Reads a component's part of a marker; null where it is broken.</summary>
    public static Quantisation? Read(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty || (body[0] & 31) > 2)
        {
            return null;
        }

        int style = body[0] & 31, size = style == 0 ? 1 : 2, count = style == 1 ? 1 : (body.Length - 1) / size;
        if (count == 0 || body.Length < 1 + count * size)
        {
            return null;
        }

        var steps = new (int, int)[count];
        for (int i = 0; i < count; i++)
        {
            int value = style == 0 ? body[1 + i] : BinaryPrimitives.ReadUInt16BigEndian(body[(1 + 2 * i)..]);
            steps[i] = style == 0 ? (value >> 3, 0) : (value >> MantissaBits, value & ((1 << MantissaBits) - 1));
        }

        return new Quantisation(body[0] >> 5, style, steps);
    }

    /// <summary>How many magnitude bits a subband's coefficients have at most; null where its step is not stated.</summary>
    /// <param name="band">The subband's number, as of <see cref="Steps"/>.</param>
    public int? Bits(int band) => Step(band) is { } step ? Guards + step.Exponent - 1 : null;

    /// <summary>A subband's step size (equation E-3).</summary>
    /// <param name="band">The subband's number, as of <see cref="Steps"/>.</param>
    /// <param name="range">Bits of the component and of the subband's gain.</param>
    public float Size(int band, int range)
    {
        (int exponent, int mantissa) = Step(band) ?? default;
        return MathF.ScaleB(1 + mantissa / (float)(1 << MantissaBits), range - exponent);
    }

    private (int Exponent, int Mantissa)? Step(int band) =>
        Style == 1 ? (Math.Max(0, Steps[0].Exponent - Math.Max(0, (band - 1) / 3)), Steps[0].Mantissa) : band < Steps.Length ? Steps[band] : null;
}
