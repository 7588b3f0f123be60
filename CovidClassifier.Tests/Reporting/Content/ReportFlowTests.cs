using CovidClassifier.Reporting.Content;

namespace CovidClassifier.Tests.Reporting.Content;

public class ReportFlowTests
{
    [Test]
    public void Of_EveryReason_LeadsFromWhatWasFoundToWhatWasUsed()
    {
        DatasetProblem[] problems =
        [
            new(DatasetProblemKind.UnlistedImage, "a", null, "x"), new(DatasetProblemKind.MissingImage, "b", 3, "x"),
            new(DatasetProblemKind.UnlistedImage, "c", null, "x"), new(DatasetProblemKind.SharedByPatients, "d", 4, "stays"),
        ];
        ReportFlow flow = ReportFlow.Of([new LeftOut("view is L", 7)], problems, seen: 5, used: 100);
        Assert.That(flow.Steps, Is.EqualTo(new[]
        {
            new LeftOut("a table names an image that is not there", 1), new LeftOut("no row of the table describes the image", 2), new LeftOut("view is L", 7),
            new LeftOut("the model was trained on the image", 5),
        }));
        Assert.That((flow.Found, flow.Used), Is.EqualTo((115, 100)));
    }

    // a kind without words would vanish from the flow
    [Test]
    public void Of_EveryKindOfProblem_IsToldOrKeepsItsImage() => Assert.That(
        Enum.GetValues<DatasetProblemKind>().Where(k => ReportFlow.Of([], [new DatasetProblem(k, "a", null, "x")], 0, 1).Found == 1),
        Is.EqualTo(new[] { DatasetProblemKind.SharedByPatients }));
}
