namespace CovidClassifier.Console;

/// <summary>Sentences for people on standard error. Where that is closed or full there is nobody left to tell, and the exit code has to do.</summary>
internal static class StandardError
{
    private const int NarrowestTerminal = 40;

    public static void Say(string sentence)
    {
        try
        {
            System.Console.Error.WriteLine(System.Console.IsErrorRedirected ? sentence
                : string.Join(Environment.NewLine, BrokenLines.Of(sentence, Math.Max(System.Console.WindowWidth, NarrowestTerminal))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // full, or closed
        }
    }
}
