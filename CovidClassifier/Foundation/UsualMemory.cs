namespace CovidClassifier.Foundation;

/// <summary>How much memory decoded images or activations may take before they go to a temporary file, where nobody says otherwise.</summary>
internal static class UsualMemory
{
    /// <summary>A quarter of the memory that the process may have, in bytes; a container's limit counts.</summary>
    public static long Bytes => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4;
}
