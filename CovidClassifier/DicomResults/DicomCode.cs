namespace CovidClassifier;

/// <summary>A coded concept of DICOM (PS3.3, section 8), for example 233604007, SCT, "Pneumonia".</summary>
/// <param name="Value">The code.</param>
/// <param name="Scheme">The coding scheme that defines it: SCT for SNOMED CT, DCM for DICOM's own, UCUM for units; 99 and more for private ones.</param>
/// <param name="Meaning">For people; at most 64 characters are kept.</param>
public sealed record DicomCode(string Value, string Scheme, string Meaning);
