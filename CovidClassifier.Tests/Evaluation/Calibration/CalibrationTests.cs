using CovidClassifier.Evaluation.Calibration;
using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Scoring;
using CovidClassifier.Tests.Packaging;

namespace CovidClassifier.Tests.Evaluation.Calibration;

public sealed class CalibrationTests
{
    private static readonly float[][] OneLogit = [[-2], [-1.5f], [-1.2f], [-0.3f], [0.1f], [0.4f], [0.9f], [1.1f], [2], [3]];
    private static readonly int[] OneLogitLabels = [0, 0, 1, 0, 0, 1, 0, 1, 1, 1];

    [Test]
    public void Temperature_OneLogit_MatchesScipy()
    {
        // python3-scipy 1.10.1: 1 / scipy.optimize.minimize_scalar(lambda a: numpy.logaddexp(0, -(2 * t - 1) * z * a).mean(), bounds=(0.01, 10),
        // method='bounded', options={'xatol': 1e-12}).x on the arrays above
        FittedCalibration fitted = FittedCalibration.Fit(CalibrationKind.Temperature, OneLogit, OneLogitLabels);
        Assert.That(fitted.Parameters["temperature"], Is.EqualTo(1.0709680716799328).Within(1e-6));
        Assert.That(fitted.Note, Is.Null);
    }

    [Test]
    public void Temperature_AnyClasses_LowersTheLossMost([Values(1, 2, 4)] int outputs, [Values(0.3f, 1f, 6f)] float scale)
    {
        (float[][] logits, int[] labels) = Draw(outputs, scale);
        double temperature = FittedCalibration.Fit(CalibrationKind.Temperature, logits, labels).Parameters["temperature"];
        double best = Loss(logits, labels, temperature);
        foreach (double other in new[] { 0.5, 0.99, 1.01, 2 })
        {
            Assert.That(best, Is.LessThan(Loss(logits, labels, temperature * other)), $"{other} times the temperature");
        }
    }

    [Test]
    public void Temperature_LogitsTimesFive_IsFiveTimesAsHigh()
    {
        (float[][] logits, int[] labels) = Draw(3, 1);
        double before = FittedCalibration.Fit(CalibrationKind.Temperature, logits, labels).Parameters["temperature"];
        float[][] sharper = Array.ConvertAll(logits, row => Array.ConvertAll(row, z => z * 5));
        Assert.That(FittedCalibration.Fit(CalibrationKind.Temperature, sharper, labels).Parameters["temperature"], Is.EqualTo(5 * before).Within(1e-4));
    }

    [Test]
    public void Temperature_EveryImageRight_LeavesLogitsAndSaysSo()
    {
        FittedCalibration fitted = FittedCalibration.Fit(CalibrationKind.Temperature, [[-1], [2]], [0, 1]);
        Assert.That((fitted.Kind, fitted.Note), Is.EqualTo((
            CalibrationKind.None,
                "Every validation image has the right label, so no temperature is the best: the sharper, the better. The logits are left as they are.")));
    }

    [Test]
    public void Temperature_LogitsThatTellTheOpposite_StopsAtTheHighest()
    {
        FittedCalibration fitted = FittedCalibration.Fit(CalibrationKind.Temperature, [[-1], [2]], [1, 0]);
        Assert.That(fitted.Parameters["temperature"], Is.EqualTo(20).Within(1e-6));
        Assert.That(fitted.Note, Is.EqualTo("The best temperature lies outside 0.05 to 20; 20 is the nearest."));
    }

    [Test]
    public void Platt_OneLogit_MatchesScikitLearn()
    {
        // python3-sklearn 1.2.1: sklearn.calibration._sigmoid_calibration(z, t) gives -slope, -shift on the arrays above
        FittedCalibration fitted = FittedCalibration.Fit(CalibrationKind.Platt, OneLogit, OneLogitLabels);
        Assert.That(fitted.Parameters["slope"], Is.EqualTo(0.584393089686676).Within(1e-6));
        Assert.That(fitted.Parameters["shift"], Is.EqualTo(-0.1369287197194183).Within(1e-6));
    }

    [Test]
    public void Platt_TwoLogits_IsThatOfTheirDifference()
    {
        float[][] pairs = Array.ConvertAll(OneLogit, row => new[] { 5f, row[0] + 5 });
        FittedCalibration one = FittedCalibration.Fit(CalibrationKind.Platt, OneLogit, OneLogitLabels), two =
            FittedCalibration.Fit(CalibrationKind.Platt, pairs, OneLogitLabels);
        Assert.That((two.Slope, two.Shift),
            Is.EqualTo((one.Slope, one.Shift)).Using<(double, double)>((a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-5));
    }

    [Test]
    public void Platt_SeparatedOrHugeLogits_StaysFinite()
    {
        FittedCalibration fitted = FittedCalibration.Fit(CalibrationKind.Platt, [[-4000], [-3000], [3000], [9000]], [0, 0, 1, 1]);
        Assert.That(double.IsFinite(fitted.Slope) && fitted.Slope > 0 && double.IsFinite(fitted.Shift));
    }

    [Test]
    public void Platt_OneClassOrThree_SaysWhyNot()
    {
        Assert.That(FittedCalibration.Fit(CalibrationKind.Platt, [[1]], [1]).Note, Does.StartWith("The validation images are all of one class"));
        Assert.That(
            () => FittedCalibration.Fit(CalibrationKind.Platt, [[1, 2, 3]], [0]),
            Throws.ArgumentException.With.Message.StartsWith("Platt's calibration needs two classes, got 3; temperature scaling serves any number."));
    }

    [Test]
    public void Fit_NoValidationImages_LeavesLogits() =>
        Assert.That(FittedCalibration.Fit(CalibrationKind.Temperature, [], []),
            Is.EqualTo(FittedCalibration.None("There are no validation images to calibrate on.")));

    [TestCase(CalibrationKind.None, new[] { 1.5f })]
    [TestCase(CalibrationKind.Temperature, new[] { 1.5f })]
    [TestCase(CalibrationKind.Temperature, new[] { 1f, 3f, 2f })]
    [TestCase(CalibrationKind.Platt, new[] { 1.5f })]
    [TestCase(CalibrationKind.Platt, new[] { 0.5f, -1f })]
    public void Append_InTheGraph_GivesWhatApplyGives(CalibrationKind kind, float[] logits)
    {
        FittedCalibration fitted =
            kind == CalibrationKind.None ? FittedCalibration.None() : new FittedCalibration(kind, 0.4, kind == CalibrationKind.Platt ? 0.7 : 0, null);
        NetworkGraph network = SomeModel.ConstantNetwork(logits);
        string[] classes = logits.Length == 3 ? SomeModel.ThreeClasses : SomeModel.TwoClasses;
        ModelProto graph = ScoringGraph.Build(network, new DecisionRule(classes, null, 0.5f), (builder, name) => fitted.Append(builder, name, logits.Length));
        using var session = new OnnxSession(graph);
        using var inputs = new NamedValues();
        inputs.AddFloats(NetworkGraph.Pixels, 1, 1, 64, 64).Fill(100);
        using NamedValues outputs = session.Run(inputs, [ScoringGraph.Score]);
        Assert.That(outputs.Floats(ScoringGraph.Score).ToArray(), Is.EqualTo(Softmax(fitted.Apply(logits))).Within(1e-6));
    }

    private static double[] Softmax(float[] logits)
    {
        double[] row = ByClass(logits, 1);
        return Array.ConvertAll(row, z => Math.Exp(z) / row.Sum(Math.Exp));
    }

    private static double Loss(float[][] logits, int[] labels, double temperature) => labels.Select((label, i) =>
    {
        double[] row = ByClass(logits[i], 1 / temperature);
        return Math.Log(row.Sum(Math.Exp)) - row[label];
    }).Average();

    private static double[] ByClass(float[] logits, double factor) => logits.Length == 1 ? [0, logits[0] * factor] : Array.ConvertAll(logits, z => z * factor);

    private static (float[][] Logits, int[] Labels) Draw(int outputs, float scale)
    {
        RandomStream random = new Seed(9).For(outputs).Open();
        int[] labels = [.. Enumerable.Range(0, 60).Select(i => i % Math.Max(outputs, 2))];
        return ([.. labels.Select(label =>
            Enumerable.Range(0, outputs).Select(c => scale * (float)(random.Normal() + (c == (outputs == 1 ? label - 1 : label) ? 1 : 0))).ToArray())], labels);
    }
}
