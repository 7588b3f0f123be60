using CovidClassifier.Data.Splits;
using CovidClassifier.Foundation;
using FsCheck;
using FsCheck.Fluent;

namespace CovidClassifier.Tests.Data;

/// <summary>What must hold for every dataset, tried on arbitrary ones; the seed of the draws is fixed, so a failure can be
/// repeated.</summary>
public sealed class SplitProperties
{
    private static readonly string[] Labels = ["A", "B", "C", "D"];

    /// <summary>Patients as lists of labels; of one class each, or of any.</summary>
    private static Gen<IReadOnlyList<string>[]> Patients(bool oneClassEach) =>
        from classes in Gen.Choose(1, Labels.Length)
        from largest in Gen.Choose(1, 12)
        from count in Gen.Choose(5, 60)
        from patients in Patient(classes, largest, oneClassEach).ArrayOf(count)
        select patients;

    private static Gen<IReadOnlyList<string>> Patient(int classes, int largest, bool oneClass) =>
        from size in Gen.Choose(1, largest)
        from own in Gen.Choose(0, classes - 1)
        from labels in Gen.Choose(0, classes - 1).ArrayOf(size)
        select (IReadOnlyList<string>)[.. labels.Select(l => Labels[oneClass ? own : l])];

    private static Gen<(IReadOnlyList<string>[] Patients, int Folds, int Seed)> Case(bool oneClassEach) =>
        from patients in Patients(oneClassEach)
        from folds in Gen.Choose(2, Math.Min(10, patients.Length))
        from seed in Gen.Choose(int.MinValue, int.MaxValue)
        select (patients, folds, seed);

    private static void ForAll<T>(Gen<T> cases, Func<T, bool> holds) =>
        Prop.ForAll(cases.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(new Replay(new Rnd(7, 11), null)));

    [Test]
    public void Folds_PatientsOfOneClass_CountsAreWithinTheLargestPatientOfExact() => ForAll(Case(oneClassEach: true), c =>
    {
        XRayDataset dataset = SomeImages.OfPatients(c.Patients);
        IReadOnlyList<int> folds = dataset.Folds(c.Folds, seed: c.Seed);
        return WorstDistance(dataset, folds, Equal(c.Folds)) <= 1 && NoPatientOnTwoSides(dataset, folds);
    });

    [Test]
    public void Folds_PatientsOfSeveralClasses_CountsAreWithinClassesTimesTheLargestPatient() => ForAll(Case(oneClassEach: false), c =>
    {
        XRayDataset dataset = SomeImages.OfPatients(c.Patients);
        IReadOnlyList<int> folds = dataset.Folds(c.Folds, seed: c.Seed);
        return WorstDistance(dataset, folds, Equal(c.Folds)) <= dataset.ClassNames.Count && NoPatientOnTwoSides(dataset, folds);
    });

    [Test]
    public void Folds_WithoutGrouping_CountsDifferByOneAtMost() => ForAll(Case(oneClassEach: false), c =>
    {
        XRayDataset dataset = SomeImages.OfPatients(c.Patients);
        IReadOnlyList<int> folds = dataset.Folds(c.Folds, FoldGrouping.None, c.Seed);
        return dataset.ClassNames.All(label =>
        {
            int[] counts = [.. Enumerable.Range(0, c.Folds).Select(f => dataset.Images.Where((i, n) => i.Label == label && folds[n] == f).Count())];
            return counts.Max() - counts.Min() <= 1;
        });
    });

    [Test]
    public void Folds_AnyOrderOfTheImages_AreTheSame() => ForAll(Case(oneClassEach: false), c =>
    {
        XRayDataset dataset = SomeImages.OfPatients(c.Patients);
        XRayDataset reversed = XRayDataset.FromImages(dataset.Images.Reverse());
        return dataset.Folds(c.Folds, seed: c.Seed).SequenceEqual(reversed.Folds(c.Folds, seed: c.Seed).Reverse());
    });

    [Test]
    public void Split_AnyPatients_LosesNoImageAndCutsNoPatient() => ForAll(Case(oneClassEach: false), c =>
    {
        XRayDataset dataset = SomeImages.OfPatients(c.Patients);
        DatasetSplit split = dataset.Split(0.15, 0.2, c.Seed);
        XRayDataset[] parts = [split.Training, split.Validation, split.Test];
        HashSet<string?>[] patients = [.. parts.Select(p => p.Images.Select(i => i.PatientId).ToHashSet())];
        return parts.SelectMany(p => p.Images).Order(ByName).SequenceEqual(dataset.Images.Order(ByName))
            && !patients[0].Overlaps(patients[1]) && !patients[0].Overlaps(patients[2]) && !patients[1].Overlaps(patients[2])
            && parts.All(p => p.ClassNames.SequenceEqual(dataset.ClassNames));
    });

    [Test]
    public void Split_PatientsOfOneClass_PartsAreWithinTheBoundAndHaveEveryClass() => ForAll(Case(oneClassEach: true), c =>
    {
        XRayDataset dataset = SomeImages.OfPatients(c.Patients);
        DatasetSplit split = dataset.Split(0.15, 0.2, c.Seed);
        var part = Parts(split);
        bool everywhere = dataset.ClassNames.Where(l => c.Patients.Count(p => p.Contains(l)) >= 3)
            .All(l => new[] { split.Training, split.Validation, split.Test }.All(p => p.Images.Any(i => i.Label == l)));
        return everywhere && WorstDistance(dataset, [.. dataset.Images.Select(i => part[i])], [0.65, 0.15, 0.2]) <= 1 + 1e-9;
    });

    [Test]
    public void Split_PatientsOfSeveralClasses_PartsAreWithinTheBound() => ForAll(Case(oneClassEach: false), c =>
    {
        XRayDataset dataset = SomeImages.OfPatients(c.Patients);
        var part = Parts(dataset.Split(0.15, 0.2, c.Seed));
        return WorstDistance(dataset, [.. dataset.Images.Select(i => part[i])], [0.65, 0.15, 0.2]) <= dataset.ClassNames.Count;
    });

    [Test]
    public void Rounding_AnyPatientsAndShares_KeepsTheProvenBound() => ForAll(Case(oneClassEach: false), c =>
    {
        XRayDataset dataset = SomeImages.OfPatients(c.Patients);
        IReadOnlyList<PatientGroup> groups = dataset.PatientGroups(FoldGrouping.Patient);
        int[] order = [.. Enumerable.Range(0, groups.Count)];
        new Seed((ulong)c.Seed).Open().Shuffle<int>(order);
        return new[] { Equal(c.Folds), [0.65, 0.15, 0.2], [0.9, 0.1, 0] }.All(shares =>
        {
            int[] parts = PartRounding.Assign(groups, order, shares);
            int[] ofImage = new int[dataset.Count];
            for (int g = 0; g < groups.Count; g++)
            {
                foreach (int image in groups[g].Images)
                {
                    ofImage[image] = parts[g];
                }
            }

            return WorstDistance(dataset, ofImage, shares) <= dataset.ClassNames.Count;
        });
    });

    private static readonly Comparer<XRayImage> ByName = Comparer<XRayImage>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name));

    private static double[] Equal(int folds) => [.. Enumerable.Repeat(1.0 / folds, folds)];

    private static Dictionary<XRayImage, int> Parts(DatasetSplit split) => new[] { split.Training, split.Validation, split.Test }
        .SelectMany((p, index) => p.Images.Select(i => (i, index))).ToDictionary(x => x.i, x => x.index);

    private static bool NoPatientOnTwoSides(XRayDataset dataset, IReadOnlyList<int> folds) =>
        dataset.Images.Select((i, n) => (i.PatientId, Fold: folds[n])).Distinct().GroupBy(x => x.PatientId).All(g => g.Count() == 1);

    /// <summary>Largest distance of a class's count in a part from exact, in units of the class's largest patient; counted anew from the
    /// images.</summary>
    private static double WorstDistance(XRayDataset dataset, IReadOnlyList<int> parts, IReadOnlyList<double> shares) => dataset.ClassNames.Max(label =>
    {
        (XRayImage Image, int Part)[] own = [.. dataset.Images.Select((i, n) => (i, parts[n])).Where(x => x.i.Label == label)];
        int largest = own.GroupBy(x => x.Image.PatientId).Max(g => g.Count());
        return Enumerable.Range(0, shares.Count).Max(p => Math.Abs(own.Count(x => x.Part == p) - shares[p] * own.Length)) / largest;
    });
}
