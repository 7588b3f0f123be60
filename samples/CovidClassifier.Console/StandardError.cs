namespace CovidClassifier.Console;

/// <summary>Sentences for people on standard error. Where that is closed or full there is nobody left to tell, and the exit code has to do.</summary>
internal static class StandardError
{
    public static void Say(string sentence)
    {
        try
        {
            System.Console.Error.WriteLine(sentence);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // full, or closed
        }
    }
}
