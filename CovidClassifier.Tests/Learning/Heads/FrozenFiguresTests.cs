using System.Diagnostics;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Learning.Heads;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Learning.Heads;

/// <summary>The figures of frozen MobileNetV2 features under each head.</summary>
[Explicit("takes minutes; prints figures")]
public class FrozenFiguresTests
{
    [Test]
    public void DarkCovidNet_FiveFolds()
    {
        XRayDataset dataset = XRayDataset.FromDarkCovidNet(SharedFolder.Path("data/darkcovidnet"));
        long began = Stopwatch.GetTimestamp();
        float[][] features = Features(dataset);
        TestContext.Out.WriteLine($"features {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s for {features.Length}, classes {string.Join(',', dataset.ClassNames)}");
        var byImage = Enumerable.Range(0, features.Length).ToDictionary(i => dataset.Images[i].Path!, i => features[i]);
        foreach (int count in new[] { 2, 3 })
        {
            XRayDataset part = count == 3 ? dataset : dataset.WithClasses("COVID-19", "Normal");
            foreach (FoldGrouping grouping in new[] { FoldGrouping.None, FoldGrouping.Patient })
            {
                foreach (Head head in Head.All.Where(h => h.Trainer is not null))
                {
                    began = Stopwatch.GetTimestamp();
                    double[] accuracies = [.. Enumerable.Range(1, 3).Select(seed => Accuracy(part, byImage, head, grouping, seed))];
                    TestContext.Out.WriteLine(FormattableString.Invariant(
                        $"{count}-class {grouping} {head}: {string.Join(' ', accuracies.Select(a => a.ToString("0.0000")))} mean {accuracies.Average():0.0000} ({Stopwatch.GetElapsedTime(began).TotalSeconds / 15:0.00} s per training)"));
                }
            }
        }
    }

    private static double Accuracy(XRayDataset part, Dictionary<string, float[]> byImage, Head head, FoldGrouping grouping, int seed)
    {
        IReadOnlyList<int> folds = part.Folds(5, grouping, seed);
        string[] classes = [.. part.ClassNames];
        int[] labels = [.. part.Images.Select(i => Array.IndexOf(classes, i.Label))];
        float[][] rows = [.. part.Images.Select(i => byImage[i.Path!])];
        int right = 0;
        for (int fold = 0; fold < 5; fold++)
        {
            int[] train = [.. Enumerable.Range(0, rows.Length).Where(i => folds[i] != fold)];
            LinearHead trained = head.Trainer!.Train(new HeadData([.. train.Select(i => rows[i])], [.. train.Select(i => labels[i])], classes.Length), new Seed((ulong)seed));
            right += Enumerable.Range(0, rows.Length).Where(i => folds[i] == fold).Count(i => trained.Probabilities(rows[i]) is var p && Array.IndexOf(p, p.Max()) == labels[i]);
        }

        return (double)right / rows.Length;
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
