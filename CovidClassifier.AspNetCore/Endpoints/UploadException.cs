namespace CovidClassifier.AspNetCore.Endpoints;

/// <summary>A request that is not answered: the status, and why in one sentence.</summary>
internal sealed class UploadException(int status, string message) : Exception(message)
{
    public int Status => status;
}
