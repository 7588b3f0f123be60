namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>Fractions: the 9/7 wavelet (ITU-T T.800, F.3.8.2 and table F.4) and the irreversible colours (G.3).</summary>
internal sealed class IrreversibleReconstruction : Reconstruction<float>
{
    private const float Alpha = -1.586134342059924f, Beta = -0.052980118572961f, Gamma = 0.882911075530934f, Delta = 0.443506852043971f,
        Scale = 1.230174104914001f, Largest = 1e6f;

    public override float Coefficient(int doubled, float step) => doubled * step / 2;

    public override int Sample(float value) => (int)MathF.Round(Math.Clamp(value, -Largest, Largest));

    public override void Unmix(float[] first, float[] second, float[] third)
    {
        for (int i = 0; i < first.Length; i++)
        {
            (float luma, float blue, float red) = (first[i], second[i], third[i]);
            (first[i], second[i], third[i]) = (luma + 1.402f * red, luma - 0.344136f * blue - 0.714136f * red, luma + 1.772f * blue);
        }
    }

    protected override void Lift(float[] line, int start, int count, int lanes)
    {
        for (int place = 0; place < count; place++)
        {
            float factor = (place & 1) == start ? Scale : 1 / Scale;
            for (int i = 0; i < lanes; i++)
            {
                line[place * lanes + i] *= factor;
            }
        }

        Step(line, start, count, lanes, Delta);
        Step(line, 1 - start, count, lanes, Gamma);
        Step(line, start, count, lanes, Beta);
        Step(line, 1 - start, count, lanes, Alpha);
    }

    protected override float Half(float value) => value / 2;

    private static void Step(float[] line, int first, int count, int lanes, float factor)
    {
        for (int place = first; place < count; place += 2)
        {
            (int before, int after) = Neighbours(place, count);
            for (int i = 0; i < lanes; i++)
            {
                line[place * lanes + i] -= factor * (line[before * lanes + i] + line[after * lanes + i]);
            }
        }
    }
}
