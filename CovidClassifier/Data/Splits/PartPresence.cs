namespace CovidClassifier.Data.Splits;

/// <summary>Sees to it that a class with at least as many patients as there are parts is present in every part.</summary>
internal static class PartPresence
{
    /// <summary>
    /// Moves a patient into each part that lacks a class altogether: one whose part keeps every class it had, and of these the one that
    /// leaves the counts closest to exact. With one class per patient there always is one, as some part then holds two patients of the
    /// class; with several there may be none, and the part stays as it is.
    /// </summary>
    /// <param name="parts">The part of each group; changed.</param>
    /// <param name="groups">The patients.</param>
    /// <param name="order">Seeded; the first of equally good patients is moved.</param>
    /// <param name="shares">Parts of share 0 stay empty.</param>
    /// <param name="limit">A move may not leave a class further from exact than this, in units of its largest patient.</param>
    public static void Repair(
        int[] parts, IReadOnlyList<PatientGroup> groups, IReadOnlyList<int> order, IReadOnlyList<double> shares, double limit)
    {
        int[] open = [.. Enumerable.Range(0, shares.Count).Where(p => shares[p] > 0)];
        int classes = groups.Count == 0 ? 0 : groups[0].ClassCounts.Count;
        PartDeficits lacks = new(groups, shares);
        int[,] patients = new int[shares.Count, classes];
        foreach (int g in order)
        {
            lacks.Give(parts[g], groups[g]);
            Count(patients, parts[g], groups[g], 1);
        }

        foreach (int c in Enumerable.Range(0, classes).Where(c => groups.Count(g => g.ClassCounts[c] > 0) >= open.Length))
        {
            foreach (int part in open.Where(p => patients[p, c] == 0))
            {
                (int Group, double Worst) best = order
                    .Where(g => groups[g].ClassCounts[c] > 0 && CanSpare(patients, parts[g], groups[g]))
                    .Select(g => (g, WorstAfter(lacks, parts[g], part, groups[g])))
                    .DefaultIfEmpty((-1, double.PositiveInfinity))
                    .MinBy(m => m.Item2);
                if (best.Group >= 0 && best.Worst <= limit)
                {
                    Move(best.Group, part);
                }
            }
        }

        void Move(int g, int part)
        {
            lacks.Take(parts[g], groups[g]);
            Count(patients, parts[g], groups[g], -1);
            parts[g] = part;
            lacks.Give(part, groups[g]);
            Count(patients, part, groups[g], 1);
        }
    }

    private static bool CanSpare(int[,] patients, int part, PatientGroup group) =>
        Enumerable.Range(0, group.ClassCounts.Count).All(c => group.ClassCounts[c] == 0 || patients[part, c] > 1);

    private static double WorstAfter(PartDeficits lacks, int from, int to, PatientGroup group)
    {
        lacks.Take(from, group);
        lacks.Give(to, group);
        double worst = lacks.Worst();
        lacks.Give(from, group);
        lacks.Take(to, group);
        return worst;
    }

    private static void Count(int[,] patients, int part, PatientGroup group, int change)
    {
        for (int c = 0; c < group.ClassCounts.Count; c++)
        {
            patients[part, c] += group.ClassCounts[c] > 0 ? change : 0;
        }
    }
}
