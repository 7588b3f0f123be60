using System.Globalization;
using CovidClassifier.Data.Splits;
using CovidClassifier.Foundation;

namespace CovidClassifier;

public sealed partial class XRayDataset
{
    private static readonly string[] PartNames = ["training", "validation", "test"];

    /// <summary>
    /// Training, validation and test images, stratified by label and grouped by patient. An image of an unknown patient counts as a patient
    /// of its own; see <see cref="DatasetSplit.Warnings"/>.
    /// </summary>
    /// <remarks>
    /// The split depends on the images and the seed, not on the images' order or the folder's place. A class with at least three patients
    /// is present in every part. Where every patient has one class, a class's count in a part is within its largest patient of the exact
    /// share, otherwise within (number of classes) x that; only where shares are so small that the presence of a class forbids it, presence
    /// comes first. A patient with several classes can make presence impossible, which is a warning.
    /// </remarks>
    /// <param name="validation">Share of the images, at least 0 and below 1.</param>
    /// <param name="test">Share of the images, at least 0 and below 1. Training has the rest, which must be above 0.</param>
    /// <param name="seed">Another seed gives another split wherever patients can be exchanged.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is out of range, or the two leave nothing for training.</exception>
    public DatasetSplit Split(double validation = 0.15, double test = 0.2, long seed = 0)
    {
        Check.UnitBelowOne(validation, nameof(validation));
        Check.UnitBelowOne(test, nameof(test));
        if (validation + test is not < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(test), test, string.Create(CultureInfo.InvariantCulture, $"validation + test must be below 1, got {validation} + {test}."));
        }

        IReadOnlyList<PatientGroup> groups = PatientGroups(FoldGrouping.Patient);
        double[] shares = [1 - validation - test, validation, test];
        int[] parts = PartAssignment.Assign(groups, shares, new Seed((ulong)seed).For("split"));
        XRayDataset[] datasets = [.. PartNames.Select((name, part) => Part(name, groups.Where((_, g) => parts[g] == part)))];
        IEnumerable<string> missing = Enumerable.Range(0, 3)
            .Where(p => shares[p] > 0)
            .SelectMany(p => MissingClasses(datasets[p], PartNames[p], groups));
        return new DatasetSplit(datasets[0], datasets[1], datasets[2], seed, Notes, [.. Warnings, .. missing]);
    }

    /// <summary>The fold of each image for cross-validation, stratified by label; in the order of <see cref="Images"/>, 0 to
    /// <paramref name="count"/> - 1.</summary>
    /// <remarks>
    /// Depends on the images and the seed, not on the images' order. Where every patient has one class, a class's count in a fold is within
    /// its largest patient of exact (its count / <paramref name="count"/>), otherwise within (number of classes) x that, the latter for up
    /// to 28 folds. A class with at least as many patients as folds is present in every fold where every patient has one class.
    /// </remarks>
    /// <param name="count">Number of folds, 2 or more, and no more than there are patients.</param>
    /// <param name="grouping">Whether the images of a patient stay together. Default <see cref="FoldGrouping.Patient"/>.</param>
    /// <param name="seed">Another seed gives other folds wherever patients can be exchanged; repeat with several.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 2, or <paramref name="grouping"/> is neither
    /// <see cref="FoldGrouping.Patient"/> nor <see cref="FoldGrouping.None"/>.</exception>
    /// <exception cref="DatasetException">There are fewer patients (without grouping, images) than folds.</exception>
    public IReadOnlyList<int> Folds(int count, FoldGrouping grouping = FoldGrouping.Patient, long seed = 0)
    {
        Check.AtLeast(count, 2, nameof(count));
        if (grouping is not (FoldGrouping.Patient or FoldGrouping.None))
        {
            throw new ArgumentOutOfRangeException(
                nameof(grouping), grouping,
                $"The grouping must be Patient or None, got {grouping}{(grouping == FoldGrouping.Source ? "; LeaveOneSourceOut deals by source" : "")}.");
        }

        IReadOnlyList<PatientGroup> groups = PatientGroups(grouping);
        if (groups.Count < count)
        {
            string units = grouping == FoldGrouping.Patient ? "patients" : "images";
            throw new DatasetException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Dataset '{Name}' must have at least as many {units} as folds, got {groups.Count} {units} for {count} folds."),
                Root);
        }

        int[] parts = PartAssignment.Assign(groups, [.. Enumerable.Repeat(1.0 / count, count)], new Seed((ulong)seed).For("folds"));
        int[] folds = new int[Count];
        for (int g = 0; g < groups.Count; g++)
        {
            foreach (int image in groups[g].Images)
            {
                folds[image] = parts[g];
            }
        }

        return folds;
    }

    private XRayDataset Part(string part, IEnumerable<PatientGroup> groups) => Part(part, groups.SelectMany(g => g.Images).Select(i => Images[i]));

    private static IEnumerable<string> MissingClasses(XRayDataset part, string name, IReadOnlyList<PatientGroup> groups) => part.ClassNames
        .Select((label, index) => (label, patients: groups.Count(g => g.ClassCounts[index] > 0)))
        .Where(c => part.Images.All(i => i.Label != c.label))
        .Select(c => string.Create(
            CultureInfo.InvariantCulture,
            $"Class {c.label} is missing from {name}: its {c.patients} patient{(c.patients == 1 ? "" : "s")} cannot be in every part."));
}
