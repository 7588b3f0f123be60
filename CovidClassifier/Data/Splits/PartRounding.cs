namespace CovidClassifier.Data.Splits;

/// <summary>
/// Deals patients with several classes into parts with a proven bound. Two parts: every patient begins as a fraction (the first part's
/// share), and as long as the fractional patients' class counts are linearly dependent, fractions are shifted along the dependency, which
/// changes no class's count, until a patient is whole. At most as many patients as classes stay fractional; rounding each to the nearer
/// side moves a class by at most half its largest patient each (Barany and Grinberg, "On some combinatorial questions in finite-dimensional
/// spaces", Linear Algebra and its Applications 41, 1981).
/// </summary>
/// <remarks>
/// More parts: by halving. A distance from exact is inherited in proportion to the share, so with K classes a part ends within K x (its
/// largest patient) x half the sum of share-of-the-part / share-of-the-half over the halvings; taking the largest power of two off first
/// keeps that factor below 1 for up to 28 equal parts, and for three parts of any shares.
/// </remarks>
internal static class PartRounding
{
    private const double Tiny = 1e-9;

    /// <summary>The part of each group.</summary>
    public static int[] Assign(IReadOnlyList<PatientGroup> groups, IReadOnlyList<int> order, IReadOnlyList<double> shares)
    {
        int[] parts = new int[groups.Count];
        Halve(parts, groups, order, shares, first: 0, shares.Count);
        return parts;
    }

    private static void Halve(
        int[] parts, IReadOnlyList<PatientGroup> groups, IReadOnlyList<int> members, IReadOnlyList<double> shares, int first, int count)
    {
        if (count == 1)
        {
            foreach (int g in members)
            {
                parts[g] = first;
            }

            return;
        }

        int left = 1;
        while (left * 2 < count)
        {
            left *= 2;
        }

        double leftShare = shares.Skip(first).Take(left).Sum();
        double share = leftShare / (leftShare + shares.Skip(first + left).Take(count - left).Sum());
        HashSet<int> chosen = Choose(groups, members, double.IsNaN(share) ? 0 : share);
        Halve(parts, groups, [.. members.Where(chosen.Contains)], shares, first, left);
        Halve(parts, groups, [.. members.Where(g => !chosen.Contains(g))], shares, first + left, count - left);
    }

    /// <summary>The members of the first of two parts.</summary>
    private static HashSet<int> Choose(IReadOnlyList<PatientGroup> groups, IReadOnlyList<int> members, double share)
    {
        HashSet<int> chosen = [];
        List<(int Group, double Fraction)> open = [];
        foreach (int member in members)
        {
            open.Add((member, share));
            while (DependencyOf([.. open.Select(o => groups[o.Group].ClassCounts)]) is { } dependency)
            {
                Shift(open, dependency);
                chosen.UnionWith(open.Where(o => o.Fraction >= 1 - Tiny).Select(o => o.Group));
                open.RemoveAll(o => o.Fraction is <= Tiny or >= 1 - Tiny);
            }
        }

        chosen.UnionWith(open.Where(o => o.Fraction >= 0.5).Select(o => o.Group));
        return chosen;
    }

    /// <summary>Goes along the dependency until the first fraction is 0 or 1.</summary>
    private static void Shift(List<(int Group, double Fraction)> open, double[] dependency)
    {
        double length = open
            .Zip(dependency, (o, d) => d > 0 ? (1 - o.Fraction) / d : d < 0 ? o.Fraction / -d : double.PositiveInfinity)
            .Min();
        for (int i = 0; i < open.Count; i++)
        {
            open[i] = open[i] with { Fraction = open[i].Fraction + length * dependency[i] };
        }
    }

    /// <summary>Factors, not all zero, with which the vectors sum to zero; null where they are linearly independent
    /// (Gauss-Jordan).</summary>
    internal static double[]? DependencyOf(IReadOnlyList<IReadOnlyList<int>> vectors)
    {
        int rows = vectors.Count == 0 ? 0 : vectors[0].Count;
        double[][] matrix = [.. Enumerable.Range(0, rows).Select(r => vectors.Select(v => (double)v[r]).ToArray())];
        List<int> pivots = [];
        for (int column = 0; column < vectors.Count; column++)
        {
            int rank = pivots.Count;
            int best = Enumerable.Range(rank, rows - rank).DefaultIfEmpty(-1).MaxBy(r => r < 0 ? 0 : Math.Abs(matrix[r][column]));
            if (best < 0 || Math.Abs(matrix[best][column]) < Tiny)
            {
                double[] dependency = new double[vectors.Count];
                dependency[column] = 1;
                for (int p = 0; p < rank; p++)
                {
                    dependency[pivots[p]] = -matrix[p][column];
                }

                return dependency;
            }

            (matrix[rank], matrix[best]) = (matrix[best], matrix[rank]);
            Eliminate(matrix, rank, column);
            pivots.Add(column);
        }

        return null;
    }

    private static void Eliminate(double[][] matrix, int pivotRow, int column)
    {
        double pivot = matrix[pivotRow][column];
        matrix[pivotRow] = [.. matrix[pivotRow].Select(x => x / pivot)];
        for (int r = 0; r < matrix.Length; r++)
        {
            double factor = matrix[r][column];
            if (r != pivotRow && factor != 0)
            {
                matrix[r] = [.. matrix[r].Zip(matrix[pivotRow], (x, p) => x - factor * p)];
            }
        }
    }
}
