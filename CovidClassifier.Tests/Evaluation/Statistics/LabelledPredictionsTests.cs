namespace CovidClassifier.Tests.Evaluation.Statistics;

public sealed class LabelledPredictionsTests
{
    private static readonly string[] Classes = ["COVID-19", "Normal"];

    [TestCase("Covid", "Normal", "Label 'Covid' is not one of the classes: COVID-19, Normal.")]
    [TestCase("Normal", "normal", "Label 'normal' is not one of the classes: COVID-19, Normal.")]
    public void Labels_ThatAreNoClass_AreRefused(string label, string predicted, string message) => Assert.That(
        () => new LabelledPredictions(Classes, null, [new LabelledPrediction(label, predicted, [0.5, 0.5])]),
            Throws.ArgumentException.With.Message.StartsWith(message));

    [Test]
    public void PatientId_IsTheImagesUnlessAnotherIsGiven()
    {
        XRayImage image = XRayImage.FromFile("a.png") with { PatientId = "p1" };
        var own = new LabelledPrediction("Normal", "Normal", [0.5, 0.5], image);
        Assert.That(own.PatientId, Is.EqualTo("p1"));
        Assert.That((own with { PatientId = "p2" }).PatientId, Is.EqualTo("p2"));
        Assert.That(new LabelledPrediction("Normal", "Normal", [0.5, 0.5]).PatientId, Is.Null);
    }

    [Test]
    public void This_GivesBackWhatWasPutIn()
    {
        var first = new LabelledPrediction("Normal", "COVID-19", [0.75, 0.25]) { PatientId = "p" };
        var predictions = new LabelledPredictions(Classes, "COVID-19", [first, new LabelledPrediction("Normal", "Normal", [0, 1])]);
        Assert.That(predictions.Count, Is.EqualTo(2));
        Assert.That(
            (predictions[0].Label, predictions[0].PredictedLabel, predictions[0].PatientId, predictions[0].Probabilities[0]),
                Is.EqualTo(("Normal", "COVID-19", "p", 0.75)));
    }

    [Test]
    public void Rows_GivenByTheCaller_AreCopied()
    {
        double[] row = [0.75, 0.25];
        var predictions = new LabelledPredictions(Classes, null, [new LabelledPrediction("Normal", "Normal", row)]);
        row[0] = 0;
        Assert.That(predictions[0].Probabilities, Is.EqualTo(new[] { 0.75, 0.25 }));
    }

    [Test]
    public void At_KeepsLabelsRowsAndPatientsTogether()
    {
        SomeScores s = SomeScores.Draw(20, classes: 3, perPatient: 2);
        int[] positions = [19, 3, 3, 0];
        LabelledPredictions some = s.Predictions.At(positions), expected = s.At(positions).Predictions;
        for (int i = 0; i < positions.Length; i++)
        {
            Assert.That(
                (some[i].Label, some[i].PredictedLabel, some[i].PatientId, some[i].Probabilities.Sum(p => p * p)),
                Is.EqualTo((expected[i].Label, expected[i].PredictedLabel, expected[i].PatientId, expected[i].Probabilities.Sum(p => p * p))));
        }

        Assert.That(some.Patients.Count, Is.EqualTo(3));
    }
}
