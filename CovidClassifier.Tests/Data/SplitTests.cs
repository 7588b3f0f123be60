using CovidClassifier.Data.Splits;
using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Data;

public sealed class SplitTests
{
    private static IEnumerable<string?> Patients(XRayDataset dataset) => dataset.Images.Select(i => i.PatientId);

    [Test]
    public void Split_TwoImagesOfOnePatient_StayTogether()
    {
        DatasetSplit split = SomeImages.OfPatients([["A", "A"], ["A"], ["B"], ["B"]]).Split(0.25, 0.25, seed: 7);
        Assert.That(split.Training.Count + split.Validation.Count + split.Test.Count, Is.EqualTo(5), "no image is lost");
        Assert.That(Patients(split.Training).Intersect(Patients(split.Validation).Concat(Patients(split.Test))), Is.Empty);
    }

    [Test]
    public void Split_TwentyEqualPatientsAClass_GivesTheExactShares()
    {
        XRayDataset dataset = SomeImages.OfPatients([.. SomeImages.Patients(20, 2, "A"), .. SomeImages.Patients(20, 1, "B")]);
        DatasetSplit split = dataset.Split(0.15, 0.2, seed: 1);
        Assert.That(
            new[] { split.Training, split.Validation, split.Test }.Select(p => (p.Images.Count(i => i.Label == "A"), p.Images.Count(i => i.Label == "B"))),
            Is.EqualTo(new[] { (26, 13), (6, 3), (8, 4) }));
        Assert.That(split.Warnings, Is.Empty);
    }

    [Test]
    public void Split_ThreePatientsOfUnevenSize_AreInAllThreeParts()
    {
        DatasetSplit split = SomeImages.OfPatients([["A", "A", "A", "A", "A"], ["A"], ["A"]]).Split(0.15, 0.2);
        Assert.That(new[] { split.Training.Count, split.Validation.Count, split.Test.Count }, Is.All.Positive);
    }

    [Test]
    public void Split_TwoPatientsOfAClass_WarnsWhereItIsMissing()
    {
        DatasetSplit split = SomeImages.OfPatients([.. SomeImages.Patients(10, 1, "A"), ["B"], ["B"]]).Split(0.15, 0.2);
        string part = new[] { (split.Training, "training"), (split.Validation, "validation"), (split.Test, "test") }
            .Single(p => p.Item1.Images.All(i => i.Label != "B")).Item2;
        Assert.That(split.Warnings, Is.EqualTo(new[] { $"Class B is missing from {part}: its 2 patients cannot be in every part." }));
    }

    [Test]
    public void Split_SameSeed_IsTheSame_OtherSeeds_Differ()
    {
        XRayDataset dataset = SomeImages.OfPatients([.. SomeImages.Patients(20, 2, "A"), .. SomeImages.Patients(20, 1, "B")]);
        string Test(long seed) => string.Join(' ', Patients(dataset.Split(0.15, 0.2, seed).Test));
        string again = Test(1);
        Assert.That(again, Is.EqualTo(Test(1)));
        Assert.That(Enumerable.Range(1, 10).Select(s => Test(s)).Distinct().Count(), Is.EqualTo(10));
    }

    [Test]
    public void Split_ManySeeds_EveryPatientIsTestedNoMatterItsSize()
    {
        XRayDataset dataset = SomeImages.OfPatients(Enumerable.Range(1, 12).SelectMany(size => SomeImages.Patients(1, size, "A")));
        HashSet<string?> tested = [.. Enumerable.Range(0, 60).SelectMany(seed => Patients(dataset.Split(0.15, 0.2, seed).Test))];
        Assert.That(tested, Has.Count.EqualTo(12), "the largest patients are not training's with every seed");
    }

    [Test]
    public void Split_AnyOrderAndPlaceOfTheFolder_IsTheSame()
    {
        string[] files = [.. Enumerable.Range(10, 30).Select(i => FormattableString.Invariant($"{(i % 2 == 0 ? "A" : "B")}/{i}.png"))];
        using TempFolder one = new TempFolder().Images(files);
        using TempFolder two = new TempFolder().Images([.. files.Reverse()]);
        string[] Test(TempFolder folder) =>
            [.. XRayDataset.FromFolder(folder.Root).Split(seed: 3).Test.Images.Select(i => Path.GetRelativePath(folder.Root, i.Path!))];
        Assert.That(Test(one), Is.EqualTo(Test(two)).And.Not.Empty);
    }

    [TestCase(0, 0)]
    [TestCase(0, 0.5)]
    [TestCase(0.5, 0)]
    public void Split_PartOfShareZero_IsEmpty(double validation, double test)
    {
        DatasetSplit split = SomeImages.OfPatients(SomeImages.Patients(10, 1, "A")).Split(validation, test);
        Assert.That(
            (split.Training.Count, split.Validation.Count, split.Test.Count),
            Is.EqualTo(((int)(10 * (1 - validation - test)), (int)(10 * validation), (int)(10 * test))));
        Assert.That(split.Warnings, Is.Empty);
    }

    [TestCase(-0.1, 0.2)]
    [TestCase(0.2, 1)]
    [TestCase(0.5, 0.5)]
    [TestCase(double.NaN, 0.2)]
    public void Split_ImpossibleShares_AreRefused(double validation, double test) =>
        Assert.That(() => SomeImages.OfPatients([["A"], ["B"]]).Split(validation, test), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Folds_TenPatientsFiveFolds_TwoEach_OtherSeedsDiffer()
    {
        XRayDataset dataset = SomeImages.OfPatients(SomeImages.Patients(10, 3, "A"));
        IReadOnlyList<int> folds = dataset.Folds(5, seed: 1);
        Assert.That(folds.GroupBy(f => f).Select(g => g.Count()), Is.EqualTo(new[] { 6, 6, 6, 6, 6 }));
        Assert.That(folds.Chunk(3).All(c => c.Distinct().Count() == 1), "a patient's three images are in one fold");
        Assert.That(Enumerable.Range(1, 10).Select(s => string.Concat(dataset.Folds(5, seed: s))).Distinct().Count(), Is.EqualTo(10));
    }

    [Test]
    public void Folds_MoreFoldsThanPatients_SaysHowManyThereAre()
    {
        XRayDataset dataset = SomeImages.OfPatients([["A", "A", "A"], ["B"]]);
        Assert.That(() => dataset.Folds(3), Throws.InstanceOf<DatasetException>().With.Message.EqualTo(
            "Dataset 'images' must have at least as many patients as folds, got 2 patients for 3 folds."));
        Assert.That(dataset.Folds(4, FoldGrouping.None).Distinct().Count(), Is.EqualTo(4));
        Assert.That(() => dataset.Folds(1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Assign_PatientsThatFoolTheGreatestLack_AreDealtAnewWithinTheBound()
    {
        (IReadOnlyList<PatientGroup> groups, double greedy) = PatientsAcrossTheLack();
        Assert.That(greedy, Is.GreaterThan(2), "the greatest lack alone breaks the bound on these patients");
        int[] parts = PartAssignment.Assign(groups, [0.5, 0.5], new Seed(5));
        Assert.That(WorstOf(groups, parts), Is.LessThanOrEqualTo(2));
    }

    [Test]
    public void DependencyOf_DependentVectors_SumToZero_IndependentOnes_HaveNone()
    {
        Assert.That(PartRounding.DependencyOf([[1, 0], [0, 1]]), Is.Null);
        Assert.That(PartRounding.DependencyOf([[1, 2], [2, 4]]), Is.EqualTo(new[] { -2.0, 1 }));
        Assert.That(PartRounding.DependencyOf([[1, 1], [1, -1], [3, 1]]), Is.EqualTo(new[] { -2.0, -1, 1 }));
        Assert.That(PartRounding.DependencyOf([[0, 0]]), Is.EqualTo(new[] { 1.0 }));
    }

    [Test]
    public void Split_RealDarkCovidNet_KeepsPatientsTogetherAndSharesClose()
    {
        SharedFolder.Path("data/covid-chestxray-dataset/metadata.csv");
        XRayDataset dataset = XRayDataset.FromDarkCovidNet(SharedFolder.Path("data/darkcovidnet"));
        foreach (int seed in (int[])[1, 2, 3])
        {
            DatasetSplit split = dataset.Split(0.15, 0.2, seed);
            Assert.That(Patients(split.Test).Intersect(Patients(split.Training).Concat(Patients(split.Validation))), Is.Empty);
            Assert.That(Patients(split.Validation).Intersect(Patients(split.Training)), Is.Empty);
            Assert.That(split.Test.Images.Count(i => i.Label == "COVID-19"), Is.EqualTo(18.2).Within(5));
            Assert.That(split.Warnings, Is.Empty);
        }
    }

    /// <summary>
    /// Patients of two classes, each made after the ones before it have been dealt to two parts, so that its need all but balances between
    /// them and it goes where the difference between the parts grows. Also gives the distance from exact that this reaches, in units of the
    /// largest patient.
    /// </summary>
    private static (IReadOnlyList<PatientGroup> Groups, double Worst) PatientsAcrossTheLack()
    {
        const int Largest = 1000;
        List<PatientGroup> groups = [Group(0, Largest, 1), Group(1, 1, Largest)];
        (double A, double B) ahead = (Largest - 1, 1 - Largest);
        for (int size = Largest; size > Largest / 2; size -= 2)
        {
            bool comesOff = ahead.A + ahead.B > 0;
            double balanced = size * Math.Abs(ahead.B) / (Math.Abs(ahead.A) + Math.Abs(ahead.B));
            int a = (int)Math.Round(balanced) + (comesOff == ahead.A > 0 ? 2 : -2);
            groups.Add(Group(groups.Count, a, size - a));
            int sign = comesOff ? -1 : 1;
            ahead = (ahead.A + sign * a, ahead.B + sign * (size - a));
        }

        return (groups, Math.Max(Math.Abs(ahead.A), Math.Abs(ahead.B)) / 2 / Largest);
    }

    private static PatientGroup Group(int index, int a, int b) =>
        new(FormattableString.Invariant($"{index:d4}"), [.. Enumerable.Range(0, a + b)], [a, b]);

    private static double WorstOf(IReadOnlyList<PatientGroup> groups, int[] parts)
    {
        PartDeficits lacks = new(groups, [0.5, 0.5]);
        for (int g = 0; g < groups.Count; g++)
        {
            lacks.Give(parts[g], groups[g]);
        }

        return lacks.Worst();
    }
}
