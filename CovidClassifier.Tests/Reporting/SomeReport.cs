using CovidClassifier.Evaluation;
using CovidClassifier.Foundation;
using CovidClassifier.Reporting.Content;

namespace CovidClassifier.Tests.Reporting;

/// <summary>Reports of made-up scores, as plain or as awkward as a test wants them.</summary>
internal static class SomeReport
{
    private static readonly Lazy<byte[]> Picture = new(() => Some.Png(side: 48, seed: 3, stripe: 0));

    /// <param name="classNames">Two or more.</param>
    /// <param name="positive">One of them, or null.</param>
    /// <param name="images">Number of scored images, dealt to the classes in turn.</param>
    /// <param name="perPatient">Images of one patient; 0: patients are not known.</param>
    /// <param name="epochs">Length of the history.</param>
    /// <param name="hasValidation">Whether there were validation images.</param>
    public static Report Of(string[] classNames, string? positive, int images = 36, int perPatient = 2, int epochs = 9, bool hasValidation = true)
    {
        ReportScores scores = Scores(classNames, positive, images, perPatient);
        return new Report
        {
            Title = Report.TitleOf(classNames, positive),
            Summary = "Made up for a test.",
            Command = "covid train --data 'a folder' --out m.zip --report r.html",
            Seed = 7,
            Audit = Audit(classNames[0], scores.Subgroups),
            Data = Data(classNames, images),
            Scores = scores,
            Training = Training(epochs, hasValidation),
            Warnings = ["2 images could not be read."],
        };
    }

    public static ReportScores Scores(
        string[] classNames, string? positive, int images, int perPatient, Func<int, int>? classOf = null, bool areAlike = false)
    {
        RandomStream random = new Seed(11).For("report").Open();
        var scored = new List<ReportImage>();
        for (int i = 0; i < images; i++)
        {
            int label = classOf?.Invoke(i) ?? i % classNames.Length;
            double[] raw = [.. classNames.Select((_, c) => areAlike ? 1 : random.Below(1000) + (c == label ? 900.0 : 1))];
            double[] probabilities = [.. raw.Select(p => p / raw.Sum())];
            string predicted = classNames[Array.IndexOf(probabilities, probabilities.Max())];
            XRayImage image = XRayImage.FromBytes(Picture.Value, FormattableString.Invariant($"folder/{classNames[label]}/image {i}.png")) with
            {
                Label = classNames[label],
                PatientId = perPatient == 0 ? null : FormattableString.Invariant($"patient {i / perPatient}"),
                Source = i % 3 == 0 ? "hospital <A> & \"B\"" : "clinic",
                Sex = i % 2 == 0 ? "F" : "M",
                Age = i % 90,
            };
            scored.Add(new ReportImage(image, classNames[label], predicted, probabilities));
        }

        var all = new LabelledPredictions(
            classNames, positive, scored.Select(i => new LabelledPrediction(i.Label, i.PredictedLabel, i.Probabilities, i.Image)));
        return new ReportScores
        {
            Of = "made-up images",
            Images = scored,
            Metrics = ClassificationMetrics.Of(all),
            Subgroups = SubgroupTable.Of(all),
            Threshold = positive is null ? null : 0.5,
        };
    }

    private static ReportTraining Training(int epochs, bool hasValidation) => new()
    {
        Network = new CardNetwork { Name = "cnn", ParameterCount = 422177, InputWidth = 256, InputHeight = 256 },
        Runs = [Run("training", epochs, hasValidation)],
        Decision = new CardDecision { Calibration = "temperature", ThresholdChoice = "given as 0.5", ValidationImages = 12 },
        Recipe = new Dictionary<string, string> { ["batchSize"] = "32", ["learningRate"] = "0.001" },
    };

    public static ReportRun Run(string name, int epochs, bool hasValidation) => new(
        name,
        [.. Enumerable.Range(1, epochs).Select(e => new EpochRecord(
            e, 1e-3, new EpochMetrics(1.0 / e, 1 - 0.5 / e, 1 - 0.4 / e), hasValidation ? new EpochMetrics(1.2 / e, 1 - 0.6 / e, double.NaN) : null,
                TimeSpan.FromSeconds(0.5)))],
        hasValidation ? epochs : 0);

    private static ReportData Data(string[] classNames, int images) => new()
    {
        Name = "made up",
        ClassNames = classNames,
        Parts =
        [
            new ReportPart("training", [.. classNames.Select(_ => images)], images),
            new ReportPart("test", [.. classNames.Select((_, c) => (images - c + classNames.Length - 1) / classNames.Length)], images),
        ],
        KnownPatientShare = 0.75,
        Sources = new Dictionary<string, int> { ["hospital <A>"] = 20, ["clinic"] = 40 },
        SeenImages = 3,
        Problems = [new DatasetProblem(default, "a/b.png", 17, "the file does not exist")],
        LeftOut = [new LeftOut("view is L", 4)],
    };

    private static AuditResult Audit(string label, IReadOnlyList<Subgroup> groups) => new()
    {
        Dataset = "made up",
        Images = 60,
        Split = "5 folds by patient",
        Findings =
        [
            new AuditFinding { Name = "exact duplicates", Verdict = AuditVerdict.Pass, Measure = "pairs", Value = 0, Rule = "fail for a copy",
                Sentence = "No two images are equal." },
            new AuditFinding { Name = "age gap", Verdict = AuditVerdict.Unknown, Measure = "AUROC", Rule = "unknown under 30", Sentence = "Cannot be judged." },
            new AuditFinding
            {
                Name = "header baseline", Verdict = AuditVerdict.Fail, Measure = "AUROC", Value = 0.987, Low = 0.95, High = 1, Method = "DeLong", Rule =
                    "fail above 0.75", Sentence = "Headers give it away.",
                Classes = [new AuditClassResult(label, 30, AuditVerdict.Fail, 0.987, 0.95, 1, "DeLong")],
                Figures = [new AuditFigure("border", label, 0.9, 0.8, 0.95)],
                Counts = [new AuditCount("clinic", label, 12)],
                Subgroups = groups,
                Pairs = [new AuditPair("a 1.png", "b 2.png", 0.93, IsMirrored: false, IsAcrossClasses: true, IsAcrossParts: false, IsSamePatient: false)],
            },
        ],
    };
}
