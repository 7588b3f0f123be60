using CovidClassifier.Foundation;

namespace CovidClassifier.Data.Splits;

/// <summary>
/// Deals patients into parts (folds; or training, validation and test) so that every class has about its share in every part.
/// </summary>
/// <remarks>
/// <para>
/// Each patient goes to the part that lacks its class most. Where every patient has one class this keeps a class's count in each part
/// within its largest patient of exact: a part is only given a patient of size p while it lacks images, so it never has p or more too many;
/// and if one part ended up lacking more than the largest patient, every part that was preferred to it would, after its last patient, lack
/// images too, and the lacks could not sum to zero.
/// </para>
/// <para>
/// Patients with several classes go where the weighed lack of all their classes is greatest. Should that leave a class further than (number
/// of classes) x (its largest patient) from exact, <see cref="PartRounding"/> deals anew with a proven bound.
/// </para>
/// <para>
/// Equal parts take the largest patients first, which comes closest to exact; equally large ones in seeded order. Unequal parts take
/// patients in seeded order whatever their size, since otherwise the largest patients would be training's with every seed.
/// </para>
/// <para>At last <see cref="PartPresence"/> fills classes into parts that lack them; in folds the bound comes first, in a split the
/// presence.</para>
/// </remarks>
internal static class PartAssignment
{
    /// <summary>The part of each group.</summary>
    /// <param name="groups">In an order that does not depend on the images' order.</param>
    /// <param name="shares">Of each part; sum to 1. A part of share 0 stays empty.</param>
    /// <param name="seed">Decides the order of patients, and of parts that lack the same.</param>
    public static int[] Assign(IReadOnlyList<PatientGroup> groups, IReadOnlyList<double> shares, Seed seed)
    {
        RandomStream random = seed.Open();
        int[] order = [.. Enumerable.Range(0, groups.Count)];
        random.Shuffle<int>(order);
        int[] open = [.. Enumerable.Range(0, shares.Count).Where(p => shares[p] > 0)];
        random.Shuffle<int>(open);
        bool isEven = shares.All(s => s == shares[0]);
        if (isEven)
        {
            order = [.. order.OrderByDescending(g => groups[g].HasSeveralClasses).ThenByDescending(g => groups[g].Size)];
        }

        int[] parts = new int[groups.Count];
        PartDeficits lacks = new(groups, shares);
        foreach (int g in order)
        {
            parts[g] = open.MaxBy(part => (lacks.NeedFor(part, groups[g]), lacks.Total(part)));
            lacks.Give(parts[g], groups[g]);
        }

        if (groups.Any(g => g.HasSeveralClasses) && lacks.Worst() > lacks.Classes)
        {
            parts = PartRounding.Assign(groups, order, shares);
        }

        PartPresence.Repair(parts, groups, order, shares, limit: isEven ? lacks.Classes : double.PositiveInfinity);
        return parts;
    }
}
