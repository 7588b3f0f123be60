using CovidClassifier.Data.Facts;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Learning.Heads;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Learning.Heads;

/// <summary>How well heads on frozen MobileNetV2 features tell COVID-19 from no finding, beside a logistic regression of scikit-learn's on the same
/// features.</summary>
public class FrozenFiguresTests
{
    // scikit-learn on features of the same files, PyTorch's preprocessing, C = 0.01, folds dealt at random: 97.92 %
    private const double ScikitLearn = 0.9792;

    [Test]
    public void Heads_OnDarkCovidNet_AreAsRightAsTheyWere()
    {
        XRayDataset dataset = XRayDataset.FromDarkCovidNet(SharedFolder.Path("data/darkcovidnet")).WithClasses("COVID-19", "Normal");
        float[][] features = Features(dataset);
        Dictionary<string, double> random = Accuracies(dataset, features, FoldGrouping.None), byPatient = Accuracies(dataset, features, FoldGrouping.Patient);
        Assert.Multiple(() =>
        {
            Assert.That(random["maxent"], Is.EqualTo(ScikitLearn).Within(0.005));
            Assert.That(random["sdca"], Is.EqualTo(ScikitLearn).Within(0.007));
            Assert.That(random["svm"], Is.EqualTo(0.966).Within(0.01));
            Assert.That(random["mean"], Is.EqualTo(0.947).Within(0.01));
            Assert.That(byPatient["maxent"], Is.EqualTo(0.973).Within(0.01));
            Assert.That(byPatient["mean"], Is.LessThan(byPatient["maxent"]));
        });
    }

    /// <summary>Mean over three seeds, by the head's name.</summary>
    private static Dictionary<string, double> Accuracies(XRayDataset dataset, float[][] features, FoldGrouping grouping) =>
        Head.All.Where(h => h.Trainer is not null).ToDictionary(
        h => h.Name, h => Enumerable.Range(1, 3).Average(seed => Accuracy(dataset, features, h, dataset.Folds(5, grouping, seed), seed)));

    private static double Accuracy(XRayDataset dataset, float[][] features, Head head, IReadOnlyList<int> folds, int seed)
    {
        int[] labels = new ClassIndex(dataset.ClassNames).Of(dataset.Images.Select(i => i.Label));
        int right = 0;
        for (int fold = 0; fold < 5; fold++)
        {
            int[] train = [.. Enumerable.Range(0, labels.Length).Where(i => folds[i] != fold)];
            LinearHead trained = head.Trainer!.Train(
                new HeadData([.. train.Select(i => features[i])], [.. train.Select(i => labels[i])], dataset.ClassNames.Count), new Seed((ulong)seed));
            right += Enumerable.Range(0, labels.Length).Where(i => folds[i] == fold)
                .Count(i => trained.Probabilities(features[i]) is var p && Array.IndexOf(p, p.Max()) == labels[i]);
        }

        return (double)right / labels.Length;
    }

    private static float[][] Features(XRayDataset dataset)
    {
        ModelProto model = OnnxFile.Load(SharedFolder.Path("models/mobilenet_v2_imagenet.onnx"));
        ModelProto cut = GraphCut.Between(model, [], [new ValueInfoProto { Name = "features" }]);
        using var session = new OnnxSession(cut);
        string input = session.Inputs.Single().Key;
        return [.. dataset.Images.Select(image =>
        {
            GrayImage gray = image.Encoded.Decode(224, 224);
            using var inputs = new NamedValues();
            Span<float> pixels = inputs.AddFloats(input, 1, 3, 224, 224);
            for (int i = 0; i < gray.Pixels.Length; i++)
            {
                pixels[i] = pixels[i + gray.Pixels.Length] = pixels[i + (2 * gray.Pixels.Length)] = (gray.Pixels[i] / 127.5f) - 1;
            }

            using NamedValues outputs = session.Run(inputs, ["features"]);
            return outputs.Floats("features").ToArray();
        })];
    }
}
