namespace CovidClassifier.Console.Views;

/// <summary>The audits in a log: a line when they begin to read, and one for each that trains.</summary>
internal sealed class AuditLines(Screen screen) : IProgress<AuditProgress>
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _said = [];

    public void Report(AuditProgress value)
    {
        string line = $"{AuditView.Describe(value)}.";
        lock (_lock)
        {
            if (_said.Add(line))
            {
                screen.Say(line);
            }
        }
    }
}
