using CovidClassifier.Foundation;

namespace CovidClassifier.Phantoms.Drawing;

/// <summary>
/// The patches of one patient, the same on both of his views: opacities (COVID-19) or smooth shadows of as many and as large patches
/// elsewhere.
/// </summary>
internal sealed record Lesions(bool AreOpacities, IReadOnlyList<Lesions.Patch> Patches)
{
    /// <summary>
    /// A patch in lung coordinates (see <see cref="Chest.FromLung"/>), radii in shares of the image's side, brightness of its middle.
    /// </summary>
    internal readonly record struct Patch(int Side, double X, double Y, double RadiusX, double RadiusY, double Strength);

    public static Lesions Draw(RandomStream random, bool areOpacities)
    {
        int count = 5 + random.Below(4), first = random.Below(2);
        bool isUnilateral = !areOpacities && random.Below(2) == 1;
        var patches = new Patch[count];
        for (int i = 0; i < count; i++)
        {
            // opacities lie along the ribs of both lungs, shadows near both hila or anywhere in one lung
            double x = random.NextDouble();
            double across = areOpacities ? 0.45 + 0.35 * x : isUnilateral ? -0.5 + 1.25 * x : -0.7 + 1.0 * x;
            int side = isUnilateral ? first : (first + i) % 2;

            // a stretch of the lung's height for each, so that they seldom lie upon each other
            int rank = isUnilateral ? i : i / 2, ranks = isUnilateral ? count : (count + 1) / 2;
            double y = (rank + random.NextDouble()) / ranks;
            patches[i] = new Patch(
                side,
                across,
                areOpacities || isUnilateral ? -0.5 + 1.1 * y : -0.4 + 0.9 * y,
                random.Uniform(0.05, 0.078),
                random.Uniform(0.067, 0.123),
                random.Uniform(0.06, 0.12));
        }

        return new Lesions(areOpacities, patches);
    }
}
