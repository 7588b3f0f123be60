using System.Globalization;
using CovidClassifier.Console.Reports;
using Spectre.Console;

namespace CovidClassifier.Console.Views;

/// <summary>The findings of the audits: a table, then a sentence for each.</summary>
internal static class AuditView
{
    private const int PairsShown = 10, ImagesShown = 10;

    /// <summary>Shows bars for images read and networks trained; in a log a line for each audit that trains.</summary>
    public static AuditResult During(Screen screen, Func<IProgress<AuditProgress>?, AuditResult> run) =>
        screen.IsLive ? Bars.On(screen.Terminal).Start(context => run(new AuditBars(context))) : run(new AuditLines(screen));

    /// <summary>A line for each finding; nothing where no audit ran.</summary>
    public static void ShowLines(Screen screen, AuditResult? report)
    {
        if (report is null)
        {
            return;
        }

        screen.Say(
            $"Audit of the data: {Word(report.Verdict)}; --json has each audit's rule, and 'covid audit --verbose' prints all of it.");
        AuditFinding[] passed = [.. report.Findings.Where(f => f.Verdict == AuditVerdict.Pass && !screen.IsVerbose)];
        foreach (AuditFinding finding in report.Findings.Except(passed).OrderBy(f => Gravity(f.Verdict)))
        {
            screen.Say($"  {Word(finding.Verdict)}: {finding.Name}: {finding.Sentence}");
        }

        TellPassed(screen, passed, indent: "  ");
    }

    private static void TellPassed(Screen screen, AuditFinding[] passed, string indent)
    {
        if (passed.Length > 0)
        {
            IEnumerable<string> names = passed.Select(f => f.Name.Contains(',', StringComparison.Ordinal) ? $"'{f.Name}'" : f.Name);
            screen.Say($"{indent}pass: {string.Join(", ", names)}; --verbose shows what each saw.");
        }
    }

    // the worst is read first
    private static int Gravity(AuditVerdict verdict) => verdict switch
    {
        AuditVerdict.Fail => 0,
        AuditVerdict.Warn => 1,
        AuditVerdict.Unknown => 2,
        _ => 3,
    };

    public static void Show(Screen screen, AuditResult report)
    {
        screen.Say($"Audit of '{report.Dataset}', {Figures.Of(report.Images)} images; parts of the split: {report.Split}.");
        var table = new Table().AddColumn("Audit").AddColumn("Verdict").AddColumn("Figure").AddColumn("Value").AddColumn("95 % interval");
        foreach (AuditFinding finding in report.Findings)
        {
            table.AddRow(new Text(finding.Name), Verdict(finding.Verdict), new Text(finding.Measure), new Text(Value(finding)), new Text(Interval(finding)));
        }

        screen.Show(table);
        AuditFinding[] passed = [.. report.Findings.Where(f => f.Verdict == AuditVerdict.Pass && !screen.IsVerbose)];
        foreach (AuditFinding finding in report.Findings.Except(passed).OrderBy(f => Gravity(f.Verdict)))
        {
            screen.Say($"{Word(finding.Verdict)}: {finding.Name}: {finding.Sentence} Rule: {finding.Rule}.");
            foreach (AuditFigure figure in finding.Figures)
            {
                screen.Say($"  {figure.Name}{(figure.Label is null ? "" : $", {figure.Label}")}: {Figures.Of(figure.Value)} ({Figures.Of(figure.Low)} to " +
                    $"{Figures.Of(figure.High)})");
            }

            foreach (AuditStep step in finding.Steps)
            {
                string amount = step.Number == 0 ? "" : $", {step.Step.ToString("0.##", CultureInfo.InvariantCulture)} {step.Unit}";
                screen.Say($"  {step.Change}{amount}: AUROC {Figures.Of(step.Auroc)} " +
                    $"({Figures.Of(step.Low)} to {Figures.Of(step.High)}), labels that turn {Figures.Of(step.Flips)}");
            }

            foreach (Subgroup group in finding.Subgroups)
            {
                IEnumerable<string> figures = SubgroupEntry.Figures(group).Where(f => f.Result.IsDefined)
                    .Select(f => $", {f.Metric.Key} {Figures.Of(f.Result.Value)} ({Figures.Of(f.Result.Interval)})");
                screen.Say($"  {group.Factor} {group.Name}: {Figures.Of(group.Images)} images{string.Concat(figures)}");
            }

            foreach (IGrouping<string, AuditedImage> kind in finding.Images.GroupBy(i => i.Kind))
            {
                screen.Say($"  {kind.Key}: {Figures.Of(kind.Count())}" +
                    $"{(kind.Count() > ImagesShown ? $", the first {ImagesShown} here; --json lists all" : "")}");
                foreach (AuditedImage image in kind.Take(ImagesShown))
                {
                    screen.Say($"    {image.Image} ({image.Label}): {image.Remark}");
                }
            }

            foreach (AuditPair pair in finding.Pairs.Take(PairsShown))
            {
                screen.Say($"  {pair.First} = {pair.Second} ({Describe(pair)})");
            }

            if (finding.Pairs.Count > PairsShown)
            {
                screen.Say($"  {Figures.Of(finding.Pairs.Count - PairsShown)} more pairs; --json lists all.");
            }
        }

        TellPassed(screen, passed, indent: "");
        screen.Notice("For research and teaching only, never for diagnosis.");
    }

    /// <summary>Writes the table of suspicious labels where one is asked for, and says so.</summary>
    public static void WriteFixes(Screen screen, AuditResult? report, string? path)
    {
        if (path is not null && report is not null)
        {
            int labels = report.SaveLabelFixes(path);
            screen.Say($"{Figures.Of(labels)} doubtful labels written to {path}; edit the column label (blank: leave the image out) and give it back with " +
                $"--labels {path}.");
        }
    }

    /// <summary>What the audits are busy with.</summary>
    public static string Describe(AuditProgress progress) => progress.Stage switch
    {
        AuditStage.Reading => $"Reading {Figures.Of(progress.Total)} images",
        AuditStage.Scoring => $"Scoring {Figures.Of(progress.Total)} images",
        AuditStage.Explaining => $"Explaining {Figures.Of(progress.Total)} images",
        _ => $"Training {Figures.Of(progress.Total)} networks for the {progress.Audit}",
    };

    public static string Word(AuditVerdict verdict) => verdict switch
    {
        AuditVerdict.Pass => "pass",
        AuditVerdict.Warn => "warn",
        AuditVerdict.Fail => "fail",
        _ => "unknown",
    };

    private static Text Verdict(AuditVerdict verdict) => new(Word(verdict), new Style(verdict switch
    {
        AuditVerdict.Pass => Color.Green,
        AuditVerdict.Warn => Color.Yellow,
        AuditVerdict.Fail => Color.Red,
        _ => Color.Grey,
    }));

    private static string Value(AuditFinding finding) => double.IsNaN(finding.Low) && !double.IsNaN(finding.Value)
        ? Figures.Of((long)finding.Value)
        : Figures.Of(finding.Value);

    private static string Interval(AuditFinding finding) =>
        double.IsNaN(finding.Low) ? "" : $"{Figures.Of(finding.Low)} to {Figures.Of(finding.High)}";

    private static string Describe(AuditPair pair)
    {
        string[] facts =
        [
            $"similarity {Figures.Of(pair.Similarity)}",
            .. pair.IsMirrored ? (string[])["mirrored"] : [],
            .. pair.IsAcrossClasses ? (string[])["different labels"] : [],
            .. pair.IsAcrossParts ? (string[])["different parts"] : [],
            .. pair.IsSamePatient ? (string[])["same patient"] : [],
        ];
        return string.Join(", ", facts);
    }
}
