namespace CovidClassifier.Tests.Workflows;

public sealed class LeftOutSourcesTests
{
    [Test]
    public void CrossValidate_BySource_ScoresEachSourceByAModelWithoutIt()
    {
        XRayDataset dataset = OfSources(48, "north", "south", "west");
        CrossValidationResult result = Builder(dataset).WithSplit(origin: SplitOrigin.LeaveOneSourceOut).CrossValidate();
        Assert.That((result.Folds, result.Grouping), Is.EqualTo((3, FoldGrouping.Source)));
        Assert.That(result.Images.Select(i => i.Image.Name), Is.EquivalentTo(dataset.Images.Select(i => i.Name)));
        Assert.That(result.Images.GroupBy(i => i.Fold).Select(f => f.Select(i => i.Image.Source).Distinct().Single()), Is.Unique);
        Assert.That(result.LeftOutSources!.Sources.Select(s => (s.Name, s.Images)), Is.EqualTo(new[] { ("north", 16), ("south", 16), ("west", 16) }));
        Assert.That(result.LeftOutSources.Worst!.Auroc.Value, Is.EqualTo(result.LeftOutSources.Sources.Min(s => s.Auroc.Value)));
        Assert.That(result.ByRepeat[0][Metric.WorstSourceAuroc].Value, Is.EqualTo(result.LeftOutSources.Worst.Auroc.Value));
        Assert.That(result.ToString(), Does.Contain("3 sources, each left out once").And.Contain("worst: "));
    }

    [Test]
    public void Train_LeavingSourcesOut_HoldsOutOtherModelsFiguresAndTrainsOnAllSources()
    {
        using CovidModel model = Builder(OfSources(40, "north", "south")).WithSplit(origin: SplitOrigin.LeaveOneSourceOut).Train();
        Assert.That(model.HeldOut!.Images, Has.Count.EqualTo(40));
        Assert.That(model.HeldOut.LeftOutSources!.Sources.Select(s => s.Name), Is.EqualTo(new[] { "north", "south" }));
        Assert.That(model.Card.Data.Splits["training"].Images + model.Card.Data.Splits["validation"].Images, Is.EqualTo(40));
        Assert.That(model.Card.Sources.Select(s => s.Source), Is.EqualTo(new[] { "north", "south" }));
        Assert.That(model.Card.Sources.Count(s => s.IsWorst), Is.EqualTo(1));
        Assert.That(model.Card.Metrics.Keys, Is.EqualTo(new[] { "validation", "leftOutSources" }));
        Assert.That(model.Card.Recipe["split"], Is.EqualTo("each source left out once"));
        Assert.That(model.Card.Warnings, Has.Some.Contains("trained on all sources"));
        using var folder = new TempFolder();
        model.Save(folder["m.zip"]);
        using CovidModel loaded = CovidModel.Load(folder["m.zip"]);
        Assert.That(loaded.Card.Sources.Select(s => s.Values["auroc"]), Is.EqualTo(model.Card.Sources.Select(s => s.Values["auroc"])));
        model.CreateReport(model.HeldOut).Save(folder["r.html"]);
        Assert.That(File.ReadAllText(folder["r.html"]), Does.Contain("Left-out sources"));
    }

    [Test]
    public void Train_EachClassFromOneSource_IsRefusedWithWhatDataWouldAnswer()
    {
        XRayDataset dataset = With(Some.Dataset(24), i => i.Label == "COVID-19" ? "clinic" : "archive");
        CovidModelBuilder builder = Builder(dataset).WithSplit(origin: SplitOrigin.LeaveOneSourceOut);
        Assert.That(() => builder.Train(), Throws.TypeOf<DatasetException>().With.Message.Contains("Every image of COVID-19 comes from one source, clinic")
            .And.Message.Contains("Images of COVID-19 from another source would answer it.").And.Message.Contains("No source has images of two classes"));
        Assert.That(() => builder.CrossValidate(), Throws.TypeOf<DatasetException>());
        Assert.That(() => builder.Search(SearchBudget.OfTrials(1), [Network.CustomCnn(inputSize: 64)]), Throws.TypeOf<DatasetException>());
    }

    [Test]
    public void CrossValidate_OneSource_IsRefused() => Assert.That(
        () => Builder(Some.Dataset(24)).CrossValidate(grouping: FoldGrouping.Source),
        Throws.TypeOf<DatasetException>().With.Message.Contains("All images come from one source, drawn"));

    [Test]
    public void CrossValidate_AClassOfOneSource_LeavesTheOthersOutAndSaysSo()
    {
        // the normal images of "south" are taken away, those of "archive" are the only normal ones but for north's
        XRayDataset dataset = With(Some.Dataset(48, classNames: ["COVID-19", "Normal", "Pneumonia"]), Place);
        static string Place(XRayImage image) => image.Label == "Pneumonia" ? "archive" : Number(image) % 4 < 2 ? "north" : "south";
        CrossValidationResult result = Builder(dataset).CrossValidate(grouping: FoldGrouping.Source);
        Assert.That(result.LeftOutSources!.Sources.Select(s => s.Name), Is.EqualTo(new[] { "north", "south" }));
        Assert.That(result.Warnings, Has.Some.Contains("archive cannot be left out, as nothing would be left to learn Pneumonia from: its 16 images"));
        Assert.That(result.Warnings, Has.Some.Contains("Every image of Pneumonia comes from one source, archive"));
    }

    [Test]
    public void Compare_BySource_RanksByTheWorstSourceAndShowsEach()
    {
        ComparisonResult result = Builder(OfSources(40, "north", "south")).WithSplit(origin: SplitOrigin.LeaveOneSourceOut)
            .Compare([Network.CustomCnn(inputSize: 64), Network.CustomCnn(inputSize: 64).Frozen()], new ComparisonOptions { Metric = Metric.WorstSourceAuroc });
        Assert.That(result.Table.Metric, Is.EqualTo(Metric.WorstSourceAuroc));
        foreach (ComparisonRow row in result.Table.Rows)
        {
            Assert.That(row.Metrics[Metric.WorstSourceAuroc].Value, Is.EqualTo(result.Results[row.Name].LeftOutSources!.Worst!.Auroc.Value));
        }
    }

    [Test]
    public void Search_LeavingSourcesOut_ComparesRecipesOnThem()
    {
        using CovidModel model = Builder(OfSources(60, "north", "south", "west")).WithSplit(origin: SplitOrigin.LeaveOneSourceOut).Search(
            SearchBudget.OfTrials(1), [Network.CustomCnn(inputSize: 64)], new SearchOptions { Metric = Metric.WorstSourceAuroc, Ensemble = 1 });
        Assert.That(model.Search!.Leaderboard.Folds, Is.EqualTo(3));
        Assert.That(model.Search.Leaderboard.LeftOutSources!.Sources.Select(s => s.Name), Is.EqualTo(new[] { "north", "south", "west" }));
        Assert.That(model.Search.Leaderboard.Rows[0].Metric, Is.EqualTo(model.Search.Leaderboard.LeftOutSources.Worst!.Auroc.Value));
        Assert.That(model.Card.Recipe["innerFolds"], Is.EqualTo("one source each"));
    }

    private static int Number(XRayImage image) => int.Parse(image.Name.Split(' ', '.')[1], System.Globalization.CultureInfo.InvariantCulture);

    private static XRayDataset OfSources(int images, params string[] sources) =>
        With(Some.Dataset(images), i => sources[Number(i) / 4 % sources.Length]);

    private static XRayDataset With(XRayDataset dataset, Func<XRayImage, string> source) =>
        XRayDataset.FromImages([.. dataset.Images.Select(i => i with { Source = source(i) })], "sources");

    private static CovidModelBuilder Builder(XRayDataset dataset) => new CovidModelBuilder(seed: 1).WithData(dataset).WithAudits(AuditDepth.None)
        .WithNetwork(Network.CustomCnn(inputSize: 64)).WithTraining(t => t with { Epochs = 1 });
}
