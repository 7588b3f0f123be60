namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>Whole numbers: the 5/3 wavelet (ITU-T T.800, F.3.8.1) and the reversible colours (G.2).</summary>
internal sealed class ReversibleReconstruction : Reconstruction<int>
{
    public override int Coefficient(int doubled, float step) => doubled / 2;

    public override int Sample(int value) => value;

    public override void Unmix(int[] first, int[] second, int[] third)
    {
        for (int i = 0; i < first.Length; i++)
        {
            int green = first[i] - ((second[i] + third[i]) >> 2);
            (first[i], second[i], third[i]) = (third[i] + green, green, second[i] + green);
        }
    }

    protected override void Lift(int[] line, int start, int count, int lanes)
    {
        for (int place = start; place < count; place += 2)
        {
            (int before, int after) = Neighbours(place, count);
            for (int i = 0; i < lanes; i++)
            {
                line[place * lanes + i] -= (line[before * lanes + i] + line[after * lanes + i] + 2) >> 2;
            }
        }

        for (int place = 1 - start; place < count; place += 2)
        {
            (int before, int after) = Neighbours(place, count);
            for (int i = 0; i < lanes; i++)
            {
                line[place * lanes + i] += (line[before * lanes + i] + line[after * lanes + i]) >> 1;
            }
        }
    }

    protected override int Half(int value) => value >> 1;
}
