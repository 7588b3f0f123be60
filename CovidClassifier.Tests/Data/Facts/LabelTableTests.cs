namespace CovidClassifier.Tests.Data.Facts;

public sealed class LabelTableTests
{
    [TestCase("Covid-19", "COVID-19")]
    [TestCase("covid_19", "COVID-19")]
    [TestCase("COVID 19", "COVID-19")]
    [TestCase("covid", "COVID-19")]
    [TestCase("No_findings", "Normal")]
    [TestCase("No Finding", "Normal")]
    [TestCase("NORMAL", "Normal")]
    [TestCase("pneumonia", "Pneumonia")]
    [TestCase("other", "Other")]
    [TestCase(" Tuberculosis ", "Tuberculosis")]
    [TestCase("Pneumonia viral", "Pneumonia viral")]
    public void ClassOf_Default_FollowsTheDocumentedTable(string label, string expected) =>
        Assert.That(LabelTable.Default.ClassOf(label), Is.EqualTo(expected));

    [Test]
    public void With_ReplacesAnEntry_AndLeavesTheOriginal()
    {
        LabelTable changed = LabelTable.Default.With("Healthy", "No finding");
        Assert.That((changed.ClassOf("no_finding"), LabelTable.Default.ClassOf("no_finding")), Is.EqualTo(("Healthy", "Normal")));
    }
}
