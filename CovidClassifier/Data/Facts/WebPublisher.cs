namespace CovidClassifier.Data.Facts;

/// <summary>Who stands behind a web address.</summary>
internal static class WebPublisher
{
    // behind these stand thousands of owners: the owner and the repository's name tell them apart
    private static readonly string[] Repositories = ["github.com", "gitlab.com", "bitbucket.org", "kaggle.com", "huggingface.co"];

    /// <summary>The host in lower case without www., for a repository of code with owner and name behind it; null for what is no web address.</summary>
    public static string? Of(string? address)
    {
        if (!Uri.TryCreate(address?.Trim(), UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
        {
            return null;
        }

        string host = uri.Host.ToLowerInvariant();
        host = host.StartsWith("www.", StringComparison.Ordinal) ? host["www.".Length..] : host;
        string[] owned = Repositories.Contains(host) ? [.. uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Take(2)] : [];
        return string.Join('/', [host, .. owned]);
    }
}
