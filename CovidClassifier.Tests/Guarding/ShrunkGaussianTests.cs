using CovidClassifier.Foundation;
using CovidClassifier.Guarding;

namespace CovidClassifier.Tests.Guarding;

public class ShrunkGaussianTests
{
    [Test]
    public void SquaredDistance_OfManyIndependentRows_IsTheirLength()
    {
        double[][] rows = Rows(4000, scale: [1, 1, 1]);
        var gaussian = ShrunkGaussian.Of(rows);
        Assert.That(rows.Average(gaussian.SquaredDistance), Is.EqualTo(3).Within(0.02));
        Assert.That(gaussian.SquaredDistance(gaussian.Mean), Is.Zero);
    }

    [Test]
    public void SquaredDistance_AlongAWideDirection_IsSmall()
    {
        var gaussian = ShrunkGaussian.Of(Rows(4000, scale: [10, 1]));
        double along = gaussian.SquaredDistance([gaussian.Mean[0] + 5, gaussian.Mean[1]]), across =
            gaussian.SquaredDistance([gaussian.Mean[0], gaussian.Mean[1] + 5]);
        Assert.That(along, Is.EqualTo(0.25).Within(0.03));
        Assert.That(across, Is.EqualTo(25).Within(3));
    }

    // the 2 x 2 inverse by hand, of the covariance drawn towards its mean variance as the paper's formulas say
    [Test]
    public void SquaredDistance_OfAFewRows_IsThatOfTheShrunkCovariance()
    {
        double[][] rows = [[0, 0], [2, 1], [4, 0], [6, 3]];
        double a = 5, b = 2, c = 1.5, level = (a + c) / 2;
        double size = a * a + 2 * b * b + c * c, spread = size - 2 * level * level;
        double[] squares = [9 + 1, 1 + 0, 1 + 1, 9 + 4];
        double error = (squares.Sum(s => s * s) / 4 - size) / 4, share = Math.Min(1, error / spread);
        (a, b, c) = ((1 - share) * a + share * level, (1 - share) * b, (1 - share) * c + share * level);
        double determinant = a * c - b * b, x = 7 - 3, y = -2 - 1;
        double expected = (c * x * x - 2 * b * x * y + a * y * y) / determinant;
        Assert.That(ShrunkGaussian.Of(rows).SquaredDistance([7, -2]), Is.EqualTo(expected).Within(1e-9));
    }

    [Test]
    public void Of_RowsThatDoNotDiffer_HasAnInverse() =>
        Assert.That(ShrunkGaussian.Of([[1, 2], [1, 2], [1, 2]]).SquaredDistance([1, 3]), Is.GreaterThan(1e3).And.LessThan(double.PositiveInfinity));

    private static double[][] Rows(int count, double[] scale)
    {
        RandomStream random = new Seed(3).Open();
        return [.. Enumerable.Range(0, count).Select(_ => Array.ConvertAll(scale, s => s * random.Normal()))];
    }
}
