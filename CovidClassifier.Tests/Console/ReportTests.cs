using CovidClassifier.Tests.Reporting;

namespace CovidClassifier.Tests.Console;

public class ReportTests
{
    [Test]
    public void Evaluate_WithReport_TellsItsPathAndHowToMakeItAgain()
    {
        CovidResult run =
            CovidProcess.Run(TrainedModel.Folder.Root, "evaluate", "--model", TrainedModel.Zip, "--data", "xrays", "--report", "seen by/eye.html").Expect(0);
        string path = TrainedModel.Folder["seen by/eye.html"];
        Assert.That(run.Output.Split('\n')[^2], Is.EqualTo(
            $"Report: {new Uri(path).AbsoluteUri} (open it in any browser; its numbers are beside it in {Path.GetFileNameWithoutExtension(path)}.json)"));
        WrittenReport report = WrittenReport.Read(path);
        report.WalkFigures();
        Assert.That(report.At("reproduce.command").GetValue<string>(),
            Is.EqualTo($"covid evaluate --model {TrainedModel.Zip} --data xrays --report 'seen by/eye.html'"));
        Assert.That(report.At("data.seenImages").GetValue<int>(), Is.GreaterThan(0));
    }

    [Test]
    public void CrossValidate_WithReport_ShowsEveryRepeat()
    {
        CovidProcess.Run(TrainedModel.Folder.Root, "crossvalidate", "--data", "xrays", "--folds", "2", "--epochs", "1", "--audits", "files", "--repeats", "2",
            "--report", "folds.html").Expect(0);
        WrittenReport report = WrittenReport.Read(TrainedModel.Folder["folds.html"]);
        report.WalkFigures();
        Assert.That(report.At("training.runs").AsArray(), Has.Count.EqualTo(2), "the folds of the first repeat");
        Assert.That(report.At("reproduce.recipe").AsArray().Select(r => $"{r!["name"]} {r["value"]}"),
            Is.SupersetOf(new[] { "folds 2", "repeats 2", "dealt by patient" }).And.No.Member("testShare 0.2"));
        Assert.That(report.At("repeats.rows.1.repeat").GetValue<string>(), Is.EqualTo("2"));
        Assert.That(report.Html, Does.Contain("image/jpeg").And.Contain("Heat map of"));
    }

    [Test]
    public void Train_WithoutTestImages_ReportsWhatThereIs()
    {
        CovidProcess.Run(
            TrainedModel.Folder.Root, "train", "--data", "xrays", "--epochs", "1", "--test", "0", "--validation", "0", "--augment", "off", "--out", "all.zip",
                "--report", "all.html").Expect(0);
        WrittenReport report = WrittenReport.Read(TrainedModel.Folder["all.html"]);
        report.WalkFigures();
        Assert.That(report.Json["metrics"], Is.Null);
        Assert.That(report.Text, Does.Contain("measured on no image").And.Contain("There were no validation images"));
    }
}
