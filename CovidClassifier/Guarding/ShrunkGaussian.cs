namespace CovidClassifier.Guarding;

/// <summary>
/// A normal distribution of rows of numbers whose covariance is drawn towards a multiple of the identity, by as much as the number of rows asks for (Ledoit
/// and Wolf, "A well-conditioned estimator for large-dimensional covariance matrices", Journal of Multivariate Analysis 88, 2004): it can be inverted however
/// few rows there are.
/// </summary>
/// <param name="Mean">Of each number.</param>
/// <param name="Whitening">Lower triangle, row by row: takes a row less the mean to numbers of variance 1 without correlation.</param>
internal sealed record ShrunkGaussian(double[] Mean, double[][] Whitening)
{
    /// <param name="rows">Two or more, of one length.</param>
    public static ShrunkGaussian Of(IReadOnlyList<double[]> rows)
    {
        int length = rows[0].Length;
        double[] mean = [.. Enumerable.Range(0, length).Select(j => rows.Average(r => r[j]))];
        double[][] centred = [.. rows.Select(r => r.Select((v, j) => v - mean[j]).ToArray())];
        double[][] covariance = Shrink(Covariance(centred), centred);
        return new ShrunkGaussian(mean, InverseOfLower(Cholesky(covariance)));
    }

    /// <summary>
    /// Squared distance of a row from the mean, in units of the distribution's own spread; near the row's length for rows like those it is of.
    /// </summary>
    public double SquaredDistance(double[] row)
    {
        double sum = 0;
        foreach (double[] weights in Whitening)
        {
            double whitened = 0;
            for (int j = 0; j < weights.Length; j++)
            {
                whitened += weights[j] * (row[j] - Mean[j]);
            }

            sum += whitened * whitened;
        }

        return sum;
    }

    private static double[][] Covariance(double[][] centred)
    {
        int length = centred[0].Length;
        double[][] covariance = Square(length);
        foreach (double[] row in centred)
        {
            for (int i = 0; i < length; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    covariance[i][j] += row[i] * row[j] / centred.Length;
                }
            }
        }

        return covariance;
    }

    private static double[][] Shrink(double[][] covariance, double[][] centred)
    {
        int length = covariance.Length, count = centred.Length;
        double level = covariance.Select((row, i) => row[i]).Average();
        double size = covariance.Select((row, i) => row.Take(i).Sum(v => 2 * v * v) + row[i] * row[i]).Sum();
        double spread = size - length * level * level;
        double error = Math.Max(0, centred.Sum(r => Math.Pow(r.Sum(v => v * v), 2)) / count - size) / count;
        double share = spread > 0 ? Math.Min(1, error / spread) : 1;
        for (int i = 0; i < length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                covariance[i][j] *= 1 - share;
            }

            // rows that do not differ at all still have an inverse
            covariance[i][i] += Math.Max(share * level, 1e-6);
        }

        return covariance;
    }

    private static double[][] Cholesky(double[][] matrix)
    {
        double[][] lower = Square(matrix.Length);
        for (int i = 0; i < matrix.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double rest = matrix[i][j];
                for (int k = 0; k < j; k++)
                {
                    rest -= lower[i][k] * lower[j][k];
                }

                lower[i][j] = i == j ? Math.Sqrt(rest) : rest / lower[j][j];
            }
        }

        return lower;
    }

    private static double[][] InverseOfLower(double[][] lower)
    {
        double[][] inverse = Square(lower.Length);
        for (int column = 0; column < lower.Length; column++)
        {
            for (int i = column; i < lower.Length; i++)
            {
                double rest = i == column ? 1 : 0;
                for (int k = column; k < i; k++)
                {
                    rest -= lower[i][k] * inverse[k][column];
                }

                inverse[i][column] = rest / lower[i][i];
            }
        }

        return inverse;
    }

    /// <summary>The lower triangle of a square of zeros.</summary>
    private static double[][] Square(int side) => [.. Enumerable.Range(1, side).Select(length => new double[length])];
}
