using CovidClassifier.Foundation;
using FsCheck;
using FsCheck.Fluent;

namespace CovidClassifier.Tests.Evaluation;

/// <summary>Labels, probabilities and predicted labels of made-up images.</summary>
internal sealed record SomeScores(string[] ClassNames, int[] Labels, double[][] Probabilities, int[] Predicted, string?[] PatientIds)
{
    /// <summary>Probabilities that lean towards the label; about <paramref name="perPatient"/> images of one patient, one label each.</summary>
    public static SomeScores Draw(int images, int classes = 2, int perPatient = 1, ulong seed = 5, double lean = 0.5, int levels = 1000)
    {
        RandomStream random = new Seed(seed).Open();
        int[] labels = [.. Enumerable.Range(0, images).Select(i => i / perPatient % classes)];
        double[][] probabilities = Array.ConvertAll(labels, label =>
        {
            double[] weights = [.. Enumerable.Range(0, classes).Select(c => 0.1 + ((double)random.Below(levels) / levels) + (c == label ? lean : 0))];
            return Array.ConvertAll(weights, w => w / weights.Sum());
        });
        return new SomeScores(
            [.. Enumerable.Range(0, classes).Select(c => c == 0 ? "COVID-19" : $"class {c}")],
            labels,
            probabilities,
            Array.ConvertAll(probabilities, row => Array.IndexOf(row, row.Max())),
            [.. Enumerable.Range(0, images).Select(i => $"patient {i / perPatient}")]);
    }

    /// <summary>With "COVID-19" as the positive label.</summary>
    public LabelledPredictions Predictions => Of(ClassNames, "COVID-19", Labels, Probabilities, Predicted, PatientIds);

    /// <summary>Without patients: none is known.</summary>
    public LabelledPredictions OfUnknownPatients => Of(ClassNames, "COVID-19", Labels, Probabilities, Predicted);

    /// <summary>Predictions from plain numbers; labels are class indices.</summary>
    public static LabelledPredictions Of(string[] classNames, string? positive, int[] labels, double[][] probabilities, int[] predicted,
        string?[]? patientIds = null) => new(
        classNames,
        positive,
        labels.Select((label, i) => new LabelledPrediction(classNames[label], classNames[predicted[i]], probabilities[i]) { PatientId = patientIds?[i] }));

    /// <summary>The images at these positions, in this order; a position may come several times.</summary>
    public SomeScores At(IEnumerable<int> positions)
    {
        int[] chosen = [.. positions];
        return new SomeScores(
            ClassNames,
            Array.ConvertAll(chosen, i => Labels[i]),
            Array.ConvertAll(chosen, i => Probabilities[i]),
            Array.ConvertAll(chosen, i => Predicted[i]),
            Array.ConvertAll(chosen, i => PatientIds[i]));
    }

    /// <summary>Tries a property on arbitrary images; the seed is fixed, so that a failure can be repeated.</summary>
    public static void ForAll(Func<SomeScores, bool> holds, int cases = 60) => Prop.ForAll(
        (from images in Gen.Choose(1, 60)
         from classes in Gen.Choose(2, 4)
         from perPatient in Gen.Choose(1, 4)
         from levels in Gen.Choose(2, 50)
         from seed in Gen.Choose(0, int.MaxValue)
         select Draw(images, classes, perPatient, (ulong)seed, lean: 0.3, levels)).ToArbitrary(),
        holds).Check(Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(new Replay(new Rnd(7, 11), null)));
}
